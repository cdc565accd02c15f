-- Texts as a FHIR search compares them: without case and accents.
create function fhir_fold(value text) returns text
    language sql immutable parallel safe
return lower(unaccent('unaccent', value));

-- The stretch of time that a FHIR date, dateTime, instant or Period covers, as precise as it was written (R4, section
-- 3.1.1.4.7); empty for anything else. What has no offset is on the clock of the zone.
create function fhir_range(value jsonb, zone text) returns tstzrange
    language plpgsql stable parallel safe as $$
declare
    word text;
    first timestamp;
begin
    if jsonb_typeof(value) = 'object' then
        return tstzrange(lower(fhir_range(value -> 'start', zone)), upper(fhir_range(value -> 'end', zone)));
    elsif value is null or jsonb_typeof(value) <> 'string' then
        return 'empty';
    end if;
    word := value #>> '{}';
    if word like '%T%' then
        return tstzrange(word::timestamptz,
                         word::timestamptz + case when word like '%.%' then interval '1 ms' else interval '1 s' end);
    end if;
    first := rpad(word, 10, '-01-01')::timestamp;
    return tstzrange(first at time zone zone,
                     (first + case length(word) when 4 then interval '1 year' when 7 then interval '1 month'
                                                else interval '1 day' end) at time zone zone);
exception
    when datetime_field_overflow or invalid_datetime_format or invalid_text_representation or data_exception then
        return 'empty';
end $$;
