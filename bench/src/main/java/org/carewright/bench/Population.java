package org.carewright.bench;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Many patients, visits and open loops, made by the database itself: with names that are distributed as names are, the
 * keys under which the application finds them, and histories.
 */
final class Population {

    /** Syllables make 1,600 families and 800 given names; the square of a random number makes some of them frequent. */
    private static final String NAMES = """
            create temporary table bench_name as
            select f.n, initcap(f.name) as family, initcap(g.name) as given
            from (select row_number() over (order by md5(a || b)) - 1 as n, a || b as name
                  from unnest(array['ab','bar','ben','bran','cal','car','col','dal','dun','ed','fair','far','gar','gil','ham',
                      'har','hol','ing','jen','kel','ken','lan','lar','mac','mar','mor','nel','nor','par','pen','quil','rod',
                      'ros','san','sher','stan','tem','thorn','wal','win']) a,
                       unnest(array['ber','bury','by','dale','den','der','don','feather','field','ford','ger','ham','hart',
                      'ington','kins','ler','ley','low','man','mond','mont','more','ner','nett','ney','nor','ridge','rick','row',
                      'sey','sley','som','son','stead','stone','ter','ton','ville','well','worth']) b) f
            join (select row_number() over (order by md5(b || a)) - 1 as n, a || b as name
                  from unnest(array['al','an','bel','ca','da','el','fe','ga','he','is','jo','ka','le','ma','ni','ol','pa','ro','sa',
                      'ti']) a,
                       unnest(array['ba','bert','cia','da','dor','fred','gail','ina','jah','la','lan','lia','lon','mar','mina',
                      'mund','na','nald','nic','ra','ria','rik','rina','sha','sia','son','ta','than','tina','tor','va','ven','vin',
                      'vina','wyn','xa','ya','zan','zel','zo']) b) g on g.n = f.n % 800
            """;

    /** The version of each patient stands in the history, as it does of those that people register. */
    private static final String PATIENTS = """
            create temporary table bench_patient as
            select uuidv7() as id, '9' || lpad(n::text, 9, '0') as mrn,
                   floor(1600 * power(random(), 2))::int as f, floor(1600 * power(random(), 1.5))::int as g,
                   date '1930-01-01' + floor(34000 * random())::int as born,
                   '555' || lpad(floor(10000000 * random())::text, 7, '0') as phone, n
            from generate_series(1, :count) n;

            insert into patient_history (subject, version, kind, patient_id, act, changed_at, user_id, user_name, row_after)
            select id, 1, 'patient', id, 'import', now(), '00000000-0000-0000-0000-000000000000', 'bench', '{}'
            from bench_patient;

            insert into patient (id, mrn, names, birth_date, gender, birth_sex, telecoms, addresses, version, sort_name,
                                 search_keys)
            select p.id, p.mrn,
                   jsonb_build_array(jsonb_build_object('use', 'official', 'family', f.family, 'given', g.given,
                                                        'prefix', '', 'suffix', '')),
                   p.born, s.sex, s.sex,
                   jsonb_build_array(jsonb_build_object('system', 'phone', 'value', p.phone, 'use', 'home')),
                   jsonb_build_array(jsonb_build_object('use', 'home', 'line', p.n || ' Bench Street', 'city', 'Columbus',
                                                        'state', 'OH', 'postal_code', '43004', 'country', 'US')),
                   1, lower(f.family || ' ' || g.given),
                   array['n:' || lower(f.family), 'n:' || lower(g.given), 'y:' || extract(year from p.born), 'd:' || p.born,
                         'p:' || p.phone, 'p:' || right(p.phone, 7), 'p:' || right(p.phone, 4), 'i:' || p.mrn,
                         'b:' || dmetaphone(f.family) || p.born, 'b:' || dmetaphone(g.given) || p.born,
                         'b:' || dmetaphone(f.family) || '+' || dmetaphone(g.given) || extract(year from p.born),
                         'a:43004|' || p.n || '|ben']
            from bench_patient p
            join bench_name f on f.n = p.f
            join bench_name g on g.n = p.g
            cross join lateral (select case when p.n % 2 = 0 then 'female' else 'male' end as sex) s;

            insert into patient_identifier (system, value, patient_id)
            select system, mrn, id from bench_patient cross join patient_mrn_system;

            insert into patient_site (patient_id, site_id)
            select p.id, s.id
            from bench_patient p
            join (select id, row_number() over (order by name) - 1 as n, count(*) over () as of from site) s
                on s.n = p.n % s.of;

            insert into patient_word (word, sound)
            select distinct lower(word), dmetaphone(word)
            from (select family as word from bench_name union select given from bench_name) w
            on conflict do nothing;
            """;

    /** Half of the loops are missed visits, a third tasks, the rest visits that nobody ended. */
    private static final String LOOPS = """
            insert into appointment (id, patient_id, site_id, visit_type_id, status, starts_at, ends_at, party, made_at, made_by,
                                     missed_at, cancel_reason, cancelled_by, version)
            select v.id, v.patient_id, v.site_id, v.visit_type_id, v.status, v.starts_at, v.starts_at + interval '20 minutes', v.id,
                   v.starts_at - interval '20 days', '00000000-0000-0000-0000-000000000000',
                   case when v.status <> 'booked' then v.starts_at + interval '1 hour' end,
                   case when v.status = 'cancelled' then 'pat' end,
                   case when v.status = 'cancelled' then 'patient' end, 0
            from (select uuidv7() as id, p.id as patient_id, s.site_id,
                         (select id from visit_type where active order by name limit 1) as visit_type_id,
                         case when p.n % 4 = 0 then 'booked' when p.n % 4 = 1 then 'cancelled' else 'noshow' end as status,
                         now() - (1 + p.n % 60) * interval '1 day' - interval '2 hours' as starts_at
                  from bench_patient p join patient_site s on s.patient_id = p.id
                  where p.n <= (:count) * 2 / 3) v;

            insert into booking (appointment_id, kind, position, resource_id, party, during, override_reason)
            select a.id, 'practitioner', 0, p.id, a.id, tstzrange(a.starts_at, a.ends_at), 'bench'
            from (select a.*, row_number() over (order by a.id) as n
                  from appointment a join bench_patient b on b.id = a.patient_id) a
            join (select id, row_number() over (order by id) - 1 as n, count(*) over () as of from practitioner) p
                on p.n = a.n % p.of;

            insert into task (id, site_id, patient_id, title, severity, created_by, created_at)
            select uuidv7(), s.site_id, p.id, 'Call the pharmacy (' || p.n || ')',
                   (array['low', 'medium', 'high'])[1 + p.n % 3], (select id from staff_user order by login limit 1),
                   now() - (p.n % 90) * interval '1 day'
            from bench_patient p join patient_site s on s.patient_id = p.id
            where p.n > (:count) * 2 / 3 and p.n <= (:count);
            """;

    private Population() {}

    /** Adds patients, a third at each of three sites; they stay in a temporary table of this connection too. */
    static void patients(Connection database, int count) throws SQLException {
        try (var statement = database.createStatement()) {
            // Foreign keys hold by construction; checking them one by one would take longer than all else.
            statement.execute("set session_replication_role = replica");
            statement.execute(NAMES);
            statement.execute(counted(PATIENTS, count));
            statement.execute("set session_replication_role = origin");
        }
    }

    /** Opens one loop for each of the first so many patients that were added on this connection. */
    static void loops(Connection database, int count) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(counted(LOOPS, count));
            statement.execute("set session_replication_role = origin");
            statement.execute("select open_loop_renew()"); // which triggers would have done
            statement.execute("vacuum analyze");
        }
    }

    /** In place of a parameter, which PostgreSQL does not take in several statements at once. */
    private static String counted(String sql, int count) {
        return sql.replace(":count", Integer.toString(count));
    }
}
