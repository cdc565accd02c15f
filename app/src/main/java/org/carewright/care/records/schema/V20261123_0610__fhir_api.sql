-- What came through the API has no file, but somebody's name.
alter table chart_resource
    alter file_id drop not null,
    add written_by text check (written_by <> ''),
    add check ((file_id is null) <> (written_by is null));
alter table chart_resource_version
    alter file_id drop not null,
    add written_by text check (written_by <> ''),
    add check ((file_id is null) <> (written_by is null));

-- What belongs to no patient: organizations, medications. The search by type alone finds these quickly.
create index chart_resource_shared on chart_resource (type, id) where patient_id is null and awaited_patient is null;

-- A resource about another record than before: for merges and their undoing. References elsewhere stay; they lead to the
-- merged record, which names the one that stands for it.
create function chart_about(content jsonb, before uuid, after uuid) returns jsonb
    language plpgsql immutable as $$
declare
    element text;
begin
    foreach element in array array['subject', 'patient', 'beneficiary', 'for', 'individual'] loop
        if content #>> array[element, 'reference'] = 'Patient/' || before then
            content := jsonb_set(content, array[element, 'reference'], to_jsonb('Patient/' || after));
        end if;
    end loop;
    return content;
end $$;

-- From here on content points at what is here: references to resources of the source become the ids of chart_resource
-- (ResourceId.of: UUID version 3 of source/type/logical id), those to Patients the ids of patient.
create function chart_resource_id(source text, type text, logical_id text) returns uuid
    language sql immutable
return (select (substr(hash, 1, 12) || '3' || substr(hash, 14, 3)
                || substr('89ab89ab89ab89ab', position(substr(hash, 17, 1) in '0123456789abcdef'), 1)
                || substr(hash, 18))::uuid
        from (select md5(source || '/' || type || '/' || logical_id) as hash) h);

create function chart_pointed(value jsonb, whose text) returns jsonb
    language plpgsql stable as $$
declare
    step text[];
begin
    case jsonb_typeof(value)
        when 'object' then
            return coalesce((select jsonb_object_agg(m.key,
                                case when m.key = 'reference' and jsonb_typeof(m.value) = 'string'
                                     then chart_pointed(m.value, whose)
                                     when jsonb_typeof(m.value) in ('object', 'array')
                                     then chart_pointed(m.value, whose)
                                     else m.value end)
                             from jsonb_each(value) m), '{}');
        when 'array' then
            return coalesce((select jsonb_agg(case when jsonb_typeof(i.value) in ('object', 'array')
                                                   then chart_pointed(i.value, whose) else i.value end order by i.n)
                             from jsonb_array_elements(value) with ordinality i (value, n)), '[]');
        else
            step := regexp_match(value #>> '{}', '^([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/.*)?$');
            if step is null then
                return value;
            end if;
            return to_jsonb(step[1] || '/' || coalesce(
                case step[1] when 'Patient' then
                    (select r.patient_id from chart_resource r where r.id = chart_resource_id(whose, 'Patient', step[2]))
                end,
                chart_resource_id(whose, step[1], step[2])));
    end case;
end $$;

update chart_resource_version v
set content = chart_pointed(v.content, r.source) || jsonb_build_object('id', r.id)
from chart_resource r
where r.id = v.resource_id;
update chart_resource set content = chart_pointed(content, source) || jsonb_build_object('id', id);

drop function chart_pointed;
drop function chart_resource_id;
