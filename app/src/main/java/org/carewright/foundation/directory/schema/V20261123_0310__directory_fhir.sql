-- The directory as FHIR R4 resources, one row each. A site is an Organization that manages patients and a Location where
-- they are seen; a room is a Location in it. Null members are left out.
create view directory_fhir as
select 'Organization' as type, o.id, o.version,
       jsonb_build_object(
           'active', true,
           'name', o.name,
           'identifier', case when o.npi is not null then
               jsonb_build_array(jsonb_build_object('system', 'http://hl7.org/fhir/sid/us-npi', 'value', o.npi)) end) as content
from organization o
union all
select 'Organization', s.id, s.version,
       jsonb_build_object(
           'active', s.active,
           'name', s.name,
           'partOf', (select jsonb_build_object('reference', 'Organization/' || o.id, 'display', o.name) from organization o),
           'telecom', case when s.phone <> '' then
               jsonb_build_array(jsonb_build_object('system', 'phone', 'value', s.phone)) end,
           'address', case when s.address <> '' or s.city <> '' then
               jsonb_build_array(jsonb_build_object(
                   'line', case when s.address <> '' then jsonb_build_array(s.address) end,
                   'city', nullif(s.city, ''), 'state', nullif(s.state, ''), 'postalCode', nullif(s.postal_code, '')))
               end)
from site s
union all
select 'Location', s.id, s.version,
       jsonb_build_object(
           'status', case when s.active then 'active' else 'inactive' end,
           'name', s.name,
           'mode', 'instance',
           'managingOrganization', jsonb_build_object('reference', 'Organization/' || s.id, 'display', s.name),
           'telecom', case when s.phone <> '' then
               jsonb_build_array(jsonb_build_object('system', 'phone', 'value', s.phone)) end,
           'address', case when s.address <> '' or s.city <> '' then
               jsonb_build_object(
                   'line', case when s.address <> '' then jsonb_build_array(s.address) end,
                   'city', nullif(s.city, ''), 'state', nullif(s.state, ''), 'postalCode', nullif(s.postal_code, ''))
               end,
           'extension', jsonb_build_array(jsonb_build_object(
               'url', 'http://hl7.org/fhir/StructureDefinition/timezone', 'valueCode', s.time_zone)))
from site s
union all
select 'Location', r.id, r.version,
       jsonb_build_object(
           'status', case when r.active then 'active' else 'inactive' end,
           'name', r.name,
           'mode', 'instance',
           'physicalType', jsonb_build_object('coding', jsonb_build_array(jsonb_build_object(
               'system', 'http://terminology.hl7.org/CodeSystem/location-physical-type', 'code', 'ro', 'display', 'Room'))),
           'managingOrganization', jsonb_build_object('reference', 'Organization/' || s.id, 'display', s.name),
           'partOf', jsonb_build_object('reference', 'Location/' || s.id, 'display', s.name))
from room r join site s on s.id = r.site_id
union all
select 'Device', d.id, d.version,
       jsonb_build_object(
           'status', case when d.active then 'active' else 'inactive' end,
           'deviceName', jsonb_build_array(jsonb_build_object('name', d.name, 'type', 'user-friendly-name')),
           'type', jsonb_build_object('text', d.kind),
           'owner', jsonb_build_object('reference', 'Organization/' || d.site_id),
           'location', jsonb_build_object('reference', 'Location/' || coalesce(d.room_id, d.site_id)))
from device d
union all
select 'Practitioner', p.id, p.version,
       jsonb_build_object(
           'active', p.active,
           'identifier', case when p.npi is not null then
               jsonb_build_array(jsonb_build_object('system', 'http://hl7.org/fhir/sid/us-npi', 'value', p.npi)) end,
           'name', jsonb_build_array(jsonb_build_object(
               'family', p.family,
               'given', to_jsonb(string_to_array(p.given, ' ')),
               'prefix', case when p.prefix <> '' then jsonb_build_array(p.prefix) end,
               'suffix', case when p.suffix <> '' then jsonb_build_array(p.suffix) end)),
           'gender', p.sex,
           'communication', (select jsonb_agg(jsonb_build_object('coding', jsonb_build_array(jsonb_build_object(
                                 'system', 'urn:ietf:bcp:47', 'code', l.code))))
                             from unnest(p.languages) l (code)))
from practitioner p
union all
select 'PractitionerRole', r.id, p.version,
       jsonb_build_object(
           'active', p.active,
           'practitioner', jsonb_build_object(
               'reference', 'Practitioner/' || p.id, 'display', p.given || ' ' || p.family),
           'organization', jsonb_build_object('reference', 'Organization/' || s.id, 'display', s.name),
           'location', jsonb_build_array(jsonb_build_object('reference', 'Location/' || s.id, 'display', s.name)),
           'specialty', jsonb_build_array(jsonb_build_object('coding', jsonb_build_array(jsonb_build_object(
               'system', r.specialty_system, 'code', r.specialty_code, 'display', r.specialty_display)))),
           'period', jsonb_build_object('start', r.valid_from, 'end', r.valid_until - 1),
           'telecom', case when s.phone <> '' then
               jsonb_build_array(jsonb_build_object('system', 'phone', 'value', s.phone)) end)
from practitioner_role r join practitioner p on p.id = r.practitioner_id join site s on s.id = r.site_id
union all
select 'HealthcareService', v.id, v.version,
       jsonb_build_object(
           'active', v.active,
           'name', v.name,
           'type', jsonb_build_array(jsonb_build_object('coding', jsonb_build_array(jsonb_build_object(
               'system', 'urn:carewright:visit-type', 'code', v.id, 'display', v.name)))),
           'specialty', case when v.specialty_code is not null then
               jsonb_build_array(jsonb_build_object('coding', jsonb_build_array(jsonb_build_object(
                   'system', v.specialty_system, 'code', v.specialty_code, 'display', v.specialty_display)))) end,
           'comment', v.minutes || ' minutes')
from visit_type v;
