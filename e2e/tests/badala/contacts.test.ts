import { createHash } from 'node:crypto';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { RequestEntry } from '../../../sandbox/types';
import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { FileServer } from '../../support/file-server';
import { itemsFrom, node, type NodeSettings, workflow } from '../../support/workflow';
import { badala, ORG_ID, useBadala } from './host';

const IMPORT = `/orgs/${ORG_ID}/contacts/import`;

const host = useBadala();

function sha256(data: Buffer | string): string {
	return createHash('sha256').update(data).digest('hex');
}

function contactNode(
	operation: string,
	parameters: INodeParameters,
	settings?: NodeSettings,
): INode {
	const all = { resource: 'contact', operation, ...parameters };
	return badala(host.credential, 'Contacts', all, settings);
}

/** The files of the uploads, as the platform took them. */
async function uploads(): Promise<Array<{ filename: string; size: number; sha256: string }>> {
	type Upload = RequestEntry & { files?: Record<string, { filename: string } & IDataObject> };
	const requests = (await host.sandbox.requests(IMPORT)) as Upload[];
	return requests
		.filter(({ status }) => status === 200)
		.map(({ files }) => files?.file as unknown as { filename: string } & never);
}

describe('importing contacts at Badala', () => {
	function importItems(settings?: NodeSettings, options: INodeParameters = {}): INode {
		const additionalFields = {
			email: '={{ $json.email }}',
			tags: '={{ $json.tags }}',
			externalId: '={{ $json.externalId }}',
			marketingConsent: '={{ $json.consent }}',
		};
		const contactPhone = '={{ $json.phone }}';
		const contactName = '={{ $json.name }}';
		const parameters = { contactPhone, contactName, additionalFields, options };
		return contactNode('import', parameters, settings);
	}

	const PEOPLE = [
		{
			phone: '+965 6766 6156',
			name: 'Yousef "Joe" Al-Sabah, Jr.',
			email: 'joe@example.com',
			tags: ['vip', 'leads 2026'],
			externalId: 'crm-1',
			consent: true,
		},
		{
			phone: '0096599990000',
			name: 'آمال 🙂 Größe',
			email: 'amal@example.com',
			tags: ['vip'],
			externalId: 'crm-2',
			consent: false,
		},
		{
			phone: '96511112222',
			name: 'Two\nlines',
			email: 'two@example.com',
			tags: ['a', 'b', 'c'],
			externalId: 'crm-3',
			consent: true,
		},
	];

	const FILE = [
		'phone,name,email,tags,externalId,marketingConsent',
		'+96567666156,"Yousef ""Joe"" Al-Sabah, Jr.",joe@example.com,"vip,leads 2026",crm-1,true',
		'+96599990000,آمال 🙂 Größe,amal@example.com,vip,crm-2,false',
		'+96511112222,"Two\nlines",two@example.com,"a,b,c",crm-3,true',
		'',
	].join('\r\n');

	test('the items go in one file, byte for byte, and each item learns what became of it', async () => {
		const execution = await host.runNode(PEOPLE, importItems());
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		expect(await uploads()).toEqual([
			expect.objectContaining({
				filename: 'contacts.csv',
				size: Buffer.byteLength(FILE),
				sha256: sha256(FILE),
			}),
		]);
		const { contacts, imports } = await host.state();
		expect(imports).toEqual([
			{ fileName: 'contacts.csv', rows: 3, created: 3, updated: 0, refused: 0 },
		]);
		const known = contacts.map(({ name, tags, marketingConsent }) => [
			name,
			tags,
			marketingConsent,
		]);
		expect(known).toEqual(PEOPLE.map(({ name, tags, consent }) => [name, tags, consent]));
		const output = outputOf(execution, 'Contacts');
		expect(output.map(({ json }) => [json.phone, json.status, json.id])).toEqual(
			contacts.map(({ phone, id }) => [phone, 'created', id]),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});

	test('again it updates them; many go in files of the chosen size', async () => {
		const people = Array.from({ length: 250 }, (_, index) => ({
			phone: `+9656${1_000_000 + index}`,
			name: `Nr ${index}`,
			email: `nr${index}@example.com`,
			tags: [],
			externalId: `crm-${index}`,
			consent: '',
		}));
		await host.importElsewhere(100);
		const execution = await host.runNode(people, importItems(undefined, { rowsPerFile: 100 }));
		expect(execution.status).toBe('success');
		const statuses = outputOf(execution, 'Contacts').map(({ json }) => json.status);
		expect(statuses).toEqual(people.map((_, index) => (index < 100 ? 'updated' : 'created')));
		const { imports, contacts, contactCount } = await host.state();
		expect(imports.slice(1).map(({ rows }) => rows)).toEqual([100, 100, 50]);
		expect(contactCount).toBe(250);
		// Nobody said anything of it.
		expect(contacts.filter(({ marketingConsent }) => marketingConsent !== null)).toEqual([]);
	});

	test('a contact that the platform refuses fails alone, by its item', async () => {
		const wrong = { ...PEOPLE[1], externalId: 'crm-1', phone: '+96511112222' };
		const people = [PEOPLE[0], PEOPLE[2], wrong];
		const settings = { onError: 'continueErrorOutput' } as const;
		const execution = await host.runNode(people, importItems(settings));
		expect(outputOf(execution, 'Contacts', 0)).toHaveLength(2);
		const [failed, ...others] = outputOf(execution, 'Contacts', 1);
		expect(others).toEqual([]);
		expect(failed.pairedItem).toEqual({ item: 2 });
		expect(JSON.stringify(failed.json)).toContain('Another contact has this phone number');
		expect((await host.state()).contactCount).toBe(2);
	});

	test('bad values are named before anything leaves', async () => {
		const people = [PEOPLE[0], { ...PEOPLE[1], phone: '12' }];
		const execution = await host.runNode(people, importItems());
		expect(errorOf(execution)).toMatch(/"Phone" of item 1 .*7 to 15/);
		expect(await host.sandbox.requests(IMPORT)).toEqual([]);
	});

	test('with a token that has expired it is logged in anew, and the file goes again, whole', async () => {
		await host.sandbox.settings({ tokenRequests: 1 });
		const credential = await host.createCredential();
		const get = { resource: 'contact', operation: 'getMany', limit: 1 };
		const used = await host.runNode([{}], badala(credential, 'Get', get));
		expect(used.status).toBe('success');
		const last = { ...importItems(), credentials: { badalaApi: credential } };
		const execution = await host.runNode(PEOPLE, last);
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		expect(await uploads()).toEqual([expect.objectContaining({ sha256: sha256(FILE) })]);
		expect((await host.state()).imports).toHaveLength(1);
	});

	describe('from files', () => {
		let server: FileServer;

		beforeAll(async () => (server = await FileServer.start()));
		afterAll(async () => await server.stop());

		function download(): INode {
			const options = { response: { response: { responseFormat: 'file' } } };
			const parameters = { url: '={{ $json.url }}', options };
			return { ...node('Download', 'n8n-nodes-base.httpRequest', parameters), typeVersion: 4.2 };
		}

		async function importFiles(files: Buffer[], settings?: NodeSettings): Promise<Execution> {
			const items = files.map((data, index) => ({
				url: server.add({ data, mimeType: 'text/csv', fileName: `Kunden ${index} آمال.csv` }),
			}));
			const send = contactNode('import', { importSource: 'binary' }, settings);
			return await host.run(workflow('Files', [...itemsFrom(items), download(), send]));
		}

		test('each item’s file goes as it is, byte for byte, under its name', async () => {
			const rows = Array.from({ length: 20_000 }, (_, index) => `+9656${1_000_000 + index};x`);
			const files = [
				// With a byte order mark, another line end and no end at the last line: nothing is tidied up.
				Buffer.from('\uFEFFphone,name\r\n+96567666156,"A ""B""\nC"'),
				Buffer.from(`phone\n${rows.map((row) => row.split(';')[0]).join('\n')}`),
			];
			const execution = await importFiles(files);
			expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
			const taken = await uploads();
			expect(taken.map(({ filename, size, ...rest }) => [filename, size, rest.sha256])).toEqual(
				files.map((data, index) => [`Kunden ${index} آمال.csv`, data.length, sha256(data)]),
			);
			expect((await host.state()).contactCount).toBe(20_001);
			const output = outputOf(execution, 'Contacts');
			expect(output.map(({ json }) => json.created)).toEqual([1, 20_000]);
		});

		test('an empty one, and one that is no CSV file of contacts, fail by their items', async () => {
			const files = [Buffer.alloc(0), Buffer.from('hello'), Buffer.from('phone\n+96567666156\n')];
			const execution = await importFiles(files, { onError: 'continueRegularOutput' });
			const [empty, strange, good] = outputOf(execution, 'Contacts').map(({ json }) => json);
			expect(JSON.stringify(empty)).toMatch(/item 0 .*empty/);
			expect(JSON.stringify(strange)).toMatch(/item 1.*neither a column phone/);
			expect(good).toMatchObject({ created: 1 });
			expect(await uploads()).toHaveLength(1);
		});
	});
});
