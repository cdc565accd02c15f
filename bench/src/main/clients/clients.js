// FHIR clients as they are published, against a running Carewright: node clients.js BASE TOKEN. One line for each check.
import { createRequire } from 'node:module';
import * as kit from 'fhir-kit-client';

const smart = createRequire(import.meta.url)('fhirclient');
const KitClient = kit.default?.default ?? kit.default ?? kit.Client;
const [base, token] = process.argv.slice(2);
const unique = Date.now();

async function check(client, what, work) {
    try {
        const wrong = await work();
        console.log(`${client}|${what}|${wrong ? 'no: ' + JSON.stringify(wrong).slice(0, 300) : 'yes'}`);
    } catch (error) {
        console.log(`${client}|${what}|no: ${String(error.message ?? error).slice(0, 300)}`);
    }
}
const unless = (right, shown) => (right ? null : (shown ?? 'nothing'));

const k = new KitClient({ baseUrl: base, bearerToken: token });
const of = name => (what, work) => check(name, what, work);
const kitCheck = of('fhir-kit-client');
const smartCheck = of('fhirclient');
let page, made;

await kitCheck('capability statement', async () => unless((await k.capabilityStatement()).fhirVersion === '4.0.1'));
await kitCheck('search', async () => {
    page = await k.search({ resourceType: 'Patient', searchParams: { _count: 5, gender: 'female' } });
    return unless(page.entry.length === 5, page);
});
const id = page.entry[0].resource.id;
await kitCheck('next page', async () => {
    const next = await k.nextPage({ bundle: page });
    return unless(next.entry.length > 0 && next.entry[0].resource.id !== id, next);
});
await kitCheck('read', async () => unless((await k.read({ resourceType: 'Patient', id })).id === id));
await kitCheck('create', async () => {
    made = await k.create({
        resourceType: 'Patient',
        body: {
            resourceType: 'Patient',
            name: [{ family: 'Kitclient' + unique, given: ['Nora'] }],
            gender: 'female',
            birthDate: '1970-02-03',
        },
    });
    return unless(made.id, made);
});
await kitCheck('update', async () => {
    const after = await k.update({ resourceType: 'Patient', id: made.id, body: { ...made, birthDate: '1970-02-04' } });
    return unless(after.birthDate === '1970-02-04' && after.meta.versionId === '2', after);
});
await kitCheck('patch', async () => {
    const jsonPatch = [{ op: 'replace', path: '/gender', value: 'other' }];
    const after = await k.patch({ resourceType: 'Patient', id: made.id, jsonPatch });
    return unless(after.gender === 'other', after);
});
await kitCheck('read a version', async () => {
    const first = await k.vread({ resourceType: 'Patient', id: made.id, version: '1' });
    return unless(first.birthDate === '1970-02-03', first);
});
await kitCheck('history', async () => {
    const history = await k.resourceHistory({ resourceType: 'Patient', id: made.id });
    return unless(history.total === 3 && history.entry.length === 3, history);
});
await kitCheck('find what it wrote', async () => {
    const found = await k.search({ resourceType: 'Patient', searchParams: { family: 'Kitclient' + unique } });
    return unless(found.total === 1, found);
});
await kitCheck('create an Observation', async () => {
    const body = {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }], text: 'Heart rate' },
        subject: { reference: 'Patient/' + made.id },
        effectiveDateTime: '2026-11-20T10:00:00Z',
        valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
    };
    return unless((await k.create({ resourceType: 'Observation', body })).id);
});
await kitCheck('chained search with _include', async () => {
    const searchParams = {
        'patient.family': 'Kitclient' + unique,
        code: 'http://loinc.org|8867-4',
        _include: 'Observation:patient',
    };
    const found = await k.search({ resourceType: 'Observation', searchParams });
    return unless(found.entry?.length === 2 && found.entry[1].search.mode === 'include', found);
});
await kitCheck('_revinclude', async () => {
    const searchParams = { _id: made.id, _revinclude: 'Observation:patient' };
    const found = await k.search({ resourceType: 'Patient', searchParams });
    return unless(found.entry?.length === 2, found);
});
await kitCheck('$everything', async () => {
    const all = await k.operation({ name: 'everything', resourceType: 'Patient', id, method: 'GET' });
    return unless(all.entry.length > 20, all.entry.length);
});
await kitCheck('transaction', async () => {
    const patient = 'urn:uuid:8e5e1c0e-1f6a-4c8d-9f0e-000000000001';
    const entry = [
        {
            fullUrl: patient,
            resource: { resourceType: 'Patient', name: [{ family: 'Transact' + unique }], gender: 'male' },
            request: { method: 'POST', url: 'Patient' },
        },
        {
            resource: { resourceType: 'Condition', code: { text: 'Asthma' }, subject: { reference: patient } },
            request: { method: 'POST', url: 'Condition' },
        },
    ];
    const done = await k.transaction({ body: { resourceType: 'Bundle', type: 'transaction', entry } });
    const [first, second] = done.entry.map(it => it.resource);
    return unless(second.subject.reference === 'Patient/' + first.id, done);
});

const storage = { get: async () => null, set: async (key, value) => value, unset: async () => true };
const s = smart({ protocol: 'http', url: '/', headers: {}, connection: {}, session: {} }, {}, storage)
    .client({ serverUrl: base, tokenResponse: { access_token: token } });
let note;

await smartCheck('read', async () => unless((await s.request('Patient/' + id)).id === id));
await smartCheck('all pages of a search', async () => {
    const all = await s.request('Patient?_count=20', { pageLimit: 0, flat: true });
    return unless(all.length > 60 && new Set(all.map(it => it.id)).size === all.length, all.length);
});
await smartCheck('references resolved', async () => {
    const options = { resolveReferences: ['subject'], flat: true };
    const found = await s.request(`Observation?patient=${id}&_count=3`, options);
    return unless(found.length >= 3 && found[0].subject?.resourceType === 'Patient', found[0]);
});
await smartCheck('create', async () => {
    note = await s.create({
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'Mood' },
        subject: { reference: 'Patient/' + made.id },
        valueString: 'good',
    });
    return unless(note.id, note);
});
await smartCheck('update', async () => {
    const after = await s.update({ ...note, valueString: 'better' });
    return unless(after.valueString === 'better', after);
});
await smartCheck('patch', async () => {
    const after = await s.patch('Observation/' + note.id, [{ op: 'replace', path: '/valueString', value: 'best' }]);
    return unless(after.valueString === 'best', after);
});
await smartCheck('read a version', async () => {
    const first = await s.request('Observation/' + note.id + '/_history/1');
    return unless(first.valueString === 'good', first);
});
await smartCheck('history', async () => {
    const versions = await s.request('Observation/' + note.id + '/_history', { flat: true });
    return unless(versions.map(it => it.valueString).join() === 'best,better,good', versions);
});
