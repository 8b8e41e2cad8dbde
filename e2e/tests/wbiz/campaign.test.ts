import type { IDataObject } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import { outputOf, type Execution } from '../../n8n/executions';
import { itemsFrom, node, type NodeSettings, pairedOrder, workflow } from '../../support/workflow';
import { useWbiz, wbiz } from './host';

const COUNT = 1200;
const CONTACTS_PER_CALL = 500;

interface ImportBody {
	contacts: Array<{ phone: string }>;
}

function contact(order: number): { order: number; phone: string; name: string } {
	return { order, phone: `+${919_800_000_000 + order}`, name: `Contact ${order}` };
}

describe('from a list of contacts to a campaign', () => {
	const host = useWbiz();

	const importContacts = (options: IDataObject, settings: NodeSettings = {}) =>
		wbiz(
			host.credential,
			'Import',
			{
				resource: 'contact',
				operation: 'import',
				contactPhone: '={{ $json.phone }}',
				contactName: '={{ $json.name }}',
				tags: ['={{ $json.tag }}'],
				options: options as { [key: string]: string },
			},
			settings,
		);

	async function calls(): Promise<ImportBody[]> {
		const requests = await host.sandbox.requests('/v1/contacts/bulk');
		return requests.map(({ body }) => body as ImportBody);
	}

	function statuses(execution: Execution): unknown[] {
		return outputOf(execution, 'Import').map(({ json }) => json.status);
	}

	test('1,200 items make three calls, and each item gets what became of its own row', async () => {
		const known = { phone: contact(1).phone, name: contact(1).name, tags: ['diwali'] };
		await host.sandbox.callApi('post', '/v1/contacts', known);
		await host.sandbox.callApi('post', '/v1/contacts', { phone: contact(700).phone });
		const items = Array.from({ length: COUNT }, (_, order) => contact(order));
		const nodes = [...itemsFrom(items), importContacts({ defaultTags: ['diwali'] })];
		const execution = await host.run(workflow('Import', nodes, [pairedOrder('Paired')]));

		expect(execution.status).toBe('success');
		expect((await calls()).map(({ contacts }) => contacts.length)).toEqual([500, 500, 200]);
		const output = outputOf(execution, 'Import');
		expect(output.map(({ json }) => json.phone)).toEqual(items.map(({ phone }) => phone));
		expect(outputOf(execution, 'Paired').map(({ json }) => json.order)).toEqual(
			items.map(({ order }) => order),
		);
		const expected = items.map(({ order }) => {
			return { 1: 'skipped', 700: 'updated' }[order] ?? 'created';
		});
		expect(statuses(execution)).toEqual(expected);
		expect((await host.state()).contactCount).toBe(COUNT);
	});

	test('rows that were refused come out as failed items, the others with what became of them', async () => {
		const items = Array.from({ length: COUNT }, (_, order) => contact(order));
		items[3].phone = '123';
		items[1100].phone = 'not a number';
		// What the sandbox never does with a good number: the second call's answer refuses two rows.
		const second = items.slice(501, 1001).map(({ phone }, index) => ({ index, phone }));
		const results = second.map((row, index) =>
			index === 7 || index === 499
				? { ...row, status: 'refused', reason: 'Not on WhatsApp' }
				: { ...row, status: 'created', id: `ct_${index}` },
		);
		const path = '/v1/contacts/bulk';
		await host.sandbox.fault({
			path,
			skip: 1,
			kind: 'statusAfter',
			status: 200,
			body: { results },
		});
		const settings: NodeSettings = { onError: 'continueErrorOutput' };
		const nodes = [...itemsFrom(items), importContacts({}, settings)];
		const ends = [pairedOrder('Imported'), pairedOrder('Not Imported')];
		const execution = await host.run(workflow('Import', nodes, ends));

		expect(execution.status).toBe('success');
		expect((await calls()).map(({ contacts }) => contacts.length)).toEqual([500, 500, 198]);
		const orders = (name: string) => outputOf(execution, name).map(({ json }) => json.order);
		const refused = [3, 508, 1000, 1100];
		expect(orders('Not Imported')).toEqual(refused);
		expect(orders('Imported')).toEqual(
			items.map(({ order }) => order).filter((order) => !refused.includes(order)),
		);
		const reasons = outputOf(execution, 'Import', 1).map(({ json }) => json.message);
		expect(reasons[0]).toMatch(/Phone.*item 3|digits/);
		expect(reasons.slice(1, 3)).toEqual(['Not on WhatsApp', 'Not on WhatsApp']);
		expect(reasons[3]).toMatch(/something else than digits/);
	});

	test('an import whose answer was lost is sent again: it does no harm', async () => {
		await host.sandbox.fault({ path: '/v1/contacts/bulk', kind: 'cutAfter' });
		const items = Array.from({ length: CONTACTS_PER_CALL + 1 }, (_, order) => contact(order));
		const execution = await host.run(workflow('Import', [...itemsFrom(items), importContacts({})]));
		expect(execution.status).toBe('success');
		expect((await calls()).map(({ contacts }) => contacts.length)).toEqual([500, 500, 1]);
		expect((await host.state()).contactCount).toBe(CONTACTS_PER_CALL + 1);
	});

	test('imported contacts get the campaign, and its counters move', async () => {
		await host.sandbox.settings({ autoStatuses: true, campaignPerSecond: 150 });
		const items = Array.from({ length: COUNT }, (_, order) => contact(order));
		const create = wbiz(
			host.credential,
			'Create',
			{
				resource: 'campaign',
				operation: 'create',
				campaignName: 'Diwali offer',
				templateName: { __rl: true, mode: 'list', value: 'diwali_offer|en_US' },
				audience: 'tags',
				audienceTags: ['diwali'],
				schedule: 'now',
			},
			{ executeOnce: true },
		);
		const wait = (name: string, amount: number) => {
			const parameters = { resume: 'timeInterval', amount, unit: 'seconds' };
			return { ...node(name, 'n8n-nodes-base.wait', parameters), typeVersion: 1.1 };
		};
		const get = (name: string) =>
			wbiz(host.credential, name, {
				resource: 'campaign',
				operation: 'get',
				campaignId: { __rl: true, mode: 'id', value: "={{ $('Create').item.json.id }}" },
			});
		const options = { defaultTags: ['diwali'], defaultOptedIn: true };
		const nodes = [
			...itemsFrom(items),
			importContacts(options),
			create,
			wait('Wait', 2),
			get('Early'),
			wait('Wait Again', 8),
			get('Late'),
		];
		const execution = await host.run(workflow('Campaign', nodes));

		expect(execution.status).toBe('success');
		const [early] = outputOf(execution, 'Early');
		const [late] = outputOf(execution, 'Late');
		expect(early.json).toMatchObject({ status: 'running', counters: { total: COUNT } });
		const { sent } = early.json.counters as { sent: number };
		expect(sent).toBeGreaterThan(100);
		expect(sent).toBeLessThan(600);
		expect(late.json).toMatchObject({ status: 'completed', counters: { sent: COUNT } });
		const read = await waitFor('all to have read it', async () => {
			const [{ counters }] = (await host.state()).campaigns;
			return counters.read === COUNT && counters;
		});
		expect(read).toEqual({ total: COUNT, sent: COUNT, delivered: COUNT, read: COUNT, failed: 0 });
		const recipients = (await host.sandbox.outbound()).map(({ to }) => to);
		expect(new Set(recipients).size).toBe(COUNT);
		expect(recipients).toHaveLength(COUNT);
	});

	test('a campaign is planned in the time zone of its workflow, paused, resumed and cancelled', async () => {
		const step = (name: string, operation: string) =>
			wbiz(host.credential, name, {
				resource: 'campaign',
				operation,
				campaignId: { __rl: true, mode: 'id', value: "={{ $('Create').item.json.id }}" },
			});
		await host.sandbox.callApi('post', '/v1/contacts', {
			phone: contact(1).phone,
			tags: ['diwali'],
			optedIn: true,
		});
		const create = wbiz(host.credential, 'Create', {
			resource: 'campaign',
			operation: 'create',
			campaignName: 'New year',
			templateName: { __rl: true, mode: 'id', value: 'diwali_offer' },
			templateLanguage: 'en_US',
			audience: 'tags',
			audienceTags: ['diwali'],
			schedule: 'at',
			scheduledAt: '2099-01-01T09:30:00',
		});
		const nodes = [...itemsFrom([{}]), create, step('Cancel', 'cancel')];
		const settings = { executionOrder: 'v1', timezone: 'Asia/Kolkata' };
		const execution = await host.run({ ...workflow('Plan', nodes), settings });
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Create')[0].json).toMatchObject({
			status: 'scheduled',
			schedule: { mode: 'scheduled', at: '2099-01-01T04:00:00.000Z' },
		});
		expect(outputOf(execution, 'Cancel')[0].json.status).toBe('cancelled');

		await host.sandbox.settings({ campaignPerSecond: 0 });
		const now = { ...create, parameters: { ...create.parameters, schedule: 'now' } };
		const pauseNodes = [...itemsFrom([{}]), now, step('Pause', 'pause'), step('Resume', 'resume')];
		// Its first tick makes it run; the platform refuses to pause what does not run.
		const paused = await host.run(workflow('Pause', pauseNodes));
		expect(paused.status).toBe('success');
		expect(outputOf(paused, 'Pause')[0].json.status).toBe('paused');
		expect(outputOf(paused, 'Resume')[0].json.status).toBe('running');
	});
});
