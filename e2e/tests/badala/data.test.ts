import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { errorOf, outputOf } from '../../n8n/executions';
import { byId } from '../../support/workflow';
import { badala, useBadala } from './host';

const YOUSEF = '96567666156';
const AMAL = '96599990000';

const host = useBadala();

describe('getting contacts from Badala', () => {
	async function get(parameters: INodeParameters): Promise<IDataObject[]> {
		const all = { resource: 'contact', operation: 'getMany', ...parameters };
		const execution = await host.runNode([{}], badala(host.credential, 'Contacts', all));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		return outputOf(execution, 'Contacts').map(({ json }) => json);
	}

	test.each(['array', 'data', 'items'])(
		'Return All gives all of many pages, which are shorter than asked for (in the form "%s")',
		async (listShape) => {
			await host.importElsewhere(250);
			await host.sandbox.settings({ maxTake: 60, listShape });
			const phones = (await get({ returnAll: true })).map(({ phone }) => phone);
			const { contacts } = await host.state();
			expect(phones.sort()).toEqual(contacts.map(({ phone }) => phone).sort());
			expect(phones).toHaveLength(250);
		},
	);

	test('a limit is kept over pages, and a search is the platform’s', async () => {
		await host.importElsewhere(250);
		await host.sandbox.settings({ maxTake: 60 });
		expect(await get({ limit: 75 })).toHaveLength(75);
		const found = await get({ returnAll: true, filters: { search: 'Nr 24' } });
		expect(found.map(({ name }) => name).sort()).toEqual(
			['Nr 24', ...Array.from({ length: 10 }, (_, index) => `Nr 24${index}`)].sort(),
		);
	});
});

describe('the conversations of Badala', () => {
	async function change(operation: string, id: string, parameters: INodeParameters) {
		const all = { resource: 'conversation', operation, conversationId: byId(id), ...parameters };
		const execution = await host.runNode([{}], badala(host.credential, 'Change', all));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
	}

	test('are assigned, taken back, closed, and found by who has them', async () => {
		const [id] = await host.conversationsWith(YOUSEF, AMAL);
		const seen = async () => {
			const { status, assigneeId } = (await host.state()).conversations.find(
				(conversation) => conversation.id === id,
			)!;
			return [status, assigneeId];
		};
		await change('assign', id, { assigneeId: 'usr_omar' });
		expect(await seen()).toEqual(['OPEN', 'usr_omar']);
		const parameters = {
			resource: 'conversation',
			operation: 'getMany',
			returnAll: true,
			filters: { assigneeId: 'usr_omar' },
		};
		const listed = await host.runNode([{}], badala(host.credential, 'Find', parameters));
		expect(outputOf(listed, 'Find').map(({ json }) => json.id)).toEqual([id]);
		await change('assign', id, { unassign: true });
		await change('setStatus', id, { status: 'closed' });
		expect(await seen()).toEqual(['CLOSED', null]);
	});
});
