import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field, FieldGroup } from '../../nodes/shared/operation';
import { repository } from '../../scripts/platforms';
import { createHost } from '../support/harness/host';
import { allFields, platforms } from '../support/platforms';

/**
 * The vocabulary. Whoever changes the vendor swaps a node and keeps the workflow, so the same meaning has the
 * same value and the same label on every platform that has it.
 */
const vocabulary: Record<string, { name: string; operations: Record<string, string> }> = {
	message: {
		name: 'Message',
		operations: {
			sendText: 'Send Text',
			sendMedia: 'Send Media',
			sendTemplate: 'Send Template',
			sendButtons: 'Send Buttons',
			sendList: 'Send List',
			sendCtaUrl: 'Send CTA URL',
			sendLocation: 'Send Location',
			sendProduct: 'Send Product',
			sendProductList: 'Send Product List',
			sendCatalog: 'Send Catalog',
			sendFlow: 'Send Flow',
			sendPreset: 'Send Preset',
			requestAddress: 'Request Address',
			requestLocation: 'Request Location',
			sendAndWait: 'Send and Wait for Response',
			markAsRead: 'Mark as Read',
			getMany: 'Get Many',
		},
	},
	template: {
		name: 'Template',
		operations: {
			create: 'Create',
			get: 'Get',
			getMany: 'Get Many',
			update: 'Update',
			delete: 'Delete',
			preview: 'Preview',
		},
	},
	contact: {
		name: 'Contact',
		operations: {
			create: 'Create',
			upsert: 'Create or Update',
			get: 'Get',
			getMany: 'Get Many',
			update: 'Update',
			import: 'Import',
		},
	},
	conversation: {
		name: 'Conversation',
		operations: {
			get: 'Get',
			getMany: 'Get Many',
			getMessages: 'Get Messages',
			setStatus: 'Set Status',
			assign: 'Assign',
		},
	},
	webhook: {
		name: 'Webhook',
		operations: {
			create: 'Create',
			get: 'Get',
			getMany: 'Get Many',
			update: 'Update',
			delete: 'Delete',
			test: 'Test',
		},
	},
	media: {
		name: 'Media',
		operations: {
			upload: 'Upload',
			get: 'Get',
			getUrl: 'Get URL',
			download: 'Download',
			delete: 'Delete',
		},
	},
	api: { name: 'API', operations: { request: 'Request' } },
};

/** Labels of the parameters that mean the same everywhere. */
const parameters: Record<string, string[]> = {
	to: ['To'],
	text: ['Text'],
	mediaType: ['Media Type'],
	mediaUrl: ['Media URL'],
	caption: ['Caption'],
	filename: ['File Name'],
	templateName: ['Template Name', 'Template'],
	templateId: ['Template', 'Template ID'],
	templateLanguage: ['Language'],
	templateVariables: ['Template Variables'],
	contactId: ['Contact', 'Contact ID'],
	conversationId: ['Conversation', 'Conversation ID'],
	returnAll: ['Return All'],
	limit: ['Limit'],
	options: ['Options'],
};

/** Labels of the above that other parameters may have as well. */
const ordinaryWords = ['Language', 'Template', 'Text'];

/** Names that vendors use for the above; they belong in `as`. */
const vendorWords = [
	'message',
	'body',
	'recipient',
	'phone',
	'phoneNumber',
	'language',
	'id',
	'name',
];

/** Verbs of operations whose names have none, or another one. */
const OTHER_VERBS: Record<string, string> = { 'api.request': 'Make', 'account.whoAmI': 'Get' };

/** Which number of ours sends: it may stand before the recipient. */
const SENDERS = ['channelId', 'businessWhatsappNumberId'];

/** Words that keep their capitals inside a sentence. */
const properNouns = /^(API|CTA|CSV|HTTP|ID|IDs|JSON|URL|URLs|WhatsApp)$/;

describe.each(platforms)('$name: the words', (platform) => {
	const everyOperation = platform.resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			id: `${resource.value}.${operation.value}`,
			resource,
			operation,
		})),
	);
	const everyField = everyOperation.flatMap(({ id, operation }) =>
		allFields(operation.fields).map((field) => ({ id: `${id}: ${field.name}`, field })),
	);

	test('resources and operations are called as on every platform', () => {
		const ours = everyOperation
			.filter(({ resource }) => vocabulary[resource.value])
			.map(({ id, resource, operation }) => `${id}: ${resource.name}, ${operation.name}`);
		const expected = everyOperation
			.filter(({ resource }) => vocabulary[resource.value])
			.map(({ id, resource, operation }) => {
				const { name, operations } = vocabulary[resource.value];
				return `${id}: ${name}, ${operations[operation.value]}`;
			});
		expect(ours).toEqual(expected);
	});

	test('no other resource uses the label of a common one', () => {
		const common = Object.values(vocabulary).map(({ name }) => name);
		const others = platform.resources.filter(({ value }) => !vocabulary[value]);
		expect(others.map(({ name }) => name).filter((name) => common.includes(name))).toEqual([]);
	});

	test('parameters are called as on every platform', () => {
		const wrong = everyField.filter(({ field: { name, displayName } }) => {
			if (parameters[name]) return !parameters[name].includes(displayName);
			const common = Object.values(parameters).flat().includes(displayName);
			return common && !ordinaryWords.includes(displayName);
		});
		expect(wrong.map(({ id, field }) => `${id} shown as ${field.displayName}`)).toEqual([]);
	});

	test('no parameter has a vendor’s word for a common meaning', () => {
		const wrong = everyOperation
			.filter(({ resource }) => resource.value !== 'api')
			.flatMap(({ id, operation }) => operation.fields.map(({ name }) => ({ id, name })))
			.filter(({ name }) => vendorWords.includes(name))
			// n8n's own word: its human approval of an agent's tools fills this parameter.
			.filter(({ id, name }) => id !== 'message.sendAndWait' || name !== 'message');
		expect(wrong).toEqual([]);
	});

	test('a limit is the number of rows wanted: 50 unless changed', () => {
		const limits = everyField.filter(({ field }) => field.name === 'limit');
		expect(limits.filter(({ field }) => field.default !== 50)).toEqual([]);
		const paged = everyOperation.filter(({ operation }) => operation.items !== undefined);
		const names = ({ operation }: (typeof paged)[number]) =>
			operation.fields.map(({ name }) => name).filter((name) => /^(returnAll|limit)$/.test(name));
		expect(paged.map((entry) => [entry.id, ...names(entry)])).toEqual(
			paged.map(({ id }) => [id, 'returnAll', 'limit']),
		);
	});

	test('every action is a sentence that starts with the operation’s verb', () => {
		const wrong = everyOperation.filter(({ id, operation: { action, name } }) => {
			const [verb, ...rest] = action.split(' ');
			const expectedVerb = OTHER_VERBS[id] ?? name.split(' ')[0];
			const inSentenceCase = rest.every(
				(word) => properNouns.test(word) || word === word.toLowerCase(),
			);
			return verb !== expectedVerb || rest.length === 0 || !inSentenceCase || action.endsWith('.');
		});
		expect(wrong.map(({ id, operation }) => `${id}: ${operation.action}`)).toEqual([]);
	});

	test('the line below the node names operation and resource as the form does', () => {
		const { subtitle = '' } = platform.action.description;
		const [, table] = /^=\{\{ \((\{.*\})\)\[/.exec(subtitle) ?? [];
		const names = everyOperation.map(({ id, resource, operation }) => [
			id,
			`${operation.name}: ${resource.name}`,
		]);
		expect(JSON.parse(table)).toEqual(Object.fromEntries(names));
		const { workflow, node } = createHost({
			type: platform.action,
			credentials: [],
			parameters: { resource: 'message', operation: 'sendText' },
		});
		expect(workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(
			'Send Text: Message',
		);
	});

	test('the line below a trigger names its events as the form does', () => {
		for (const type of platform.triggers) {
			const { subtitle = '', properties } = type.description;
			const { options = [] } = properties.find(({ name }) => name === 'events')!;
			const [first, second] = options as INodePropertyOptions[];
			const shown = (events: string[]) => {
				const { workflow, node } = createHost({ type, credentials: [], parameters: { events } });
				return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
			};
			expect(shown([String(first.value), String(second.value)])).toBe(
				`${first.name}, ${second.name}`,
			);
			expect(shown(['an.event.of.tomorrow'])).toBe('an.event.of.tomorrow');
		}
	});

	test('the node creator says both halves: it shows the trigger’s sentence for the two nodes together', () => {
		const [trigger] = platform.triggers.filter(({ webhook }) => webhook);
		expect(trigger.description.description).toBe(platform.action.description.description);
		expect(trigger.description.description).toMatch(
			/^Send WhatsApp messages, .*start workflows on /,
		);
	});

	test('the node creator finds both nodes by what people look for', () => {
		for (const { name } of [platform.action, ...platform.triggers].map(
			(type) => type.description,
		)) {
			const file = `${name[0].toUpperCase()}${name.slice(1)}.node.json`;
			const path = join(repository, 'nodes', platform.folder, file);
			const { alias } = JSON.parse(readFileSync(path, 'utf8')) as { alias: string[] };
			const wanted = name.endsWith('Trigger')
				? ['WhatsApp', 'messaging', 'receive whatsapp message']
				: ['WhatsApp', 'messaging', 'send whatsapp message', 'send template'];
			expect(alias).toEqual(expect.arrayContaining(wanted));
		}
	});

	test('every text field shows an example', () => {
		const nodes = [platform.action, ...platform.triggers].flatMap(
			({ description }) => description.properties,
		);
		const bare = allFields([...nodes, ...platform.credential.properties] as Field[]).filter(
			({ type, placeholder, default: value, typeOptions }) =>
				type === 'string' && !placeholder && !value && !typeOptions?.password,
		);
		expect(bare.map(({ name }) => name)).toEqual([]);
		const locators = everyField.flatMap(({ id, field }) =>
			(field.modes ?? []).map((mode) => ({ id, mode })),
		);
		const withoutExample = locators.filter(
			({ mode }) => mode.type === 'string' && !mode.placeholder,
		);
		expect(withoutExample.map(({ id, mode }) => `${id} ${mode.displayName}`)).toEqual([]);
	});

	test('a list that must not be empty begins with one row', () => {
		const required = everyField.filter(
			({ field: { type, required: must } }) => type === 'fixedCollection' && must,
		);
		const empty = required.filter(({ field: { default: value, options = [] } }) => {
			const [group] = options as FieldGroup[];
			const rows = (value as Record<string, unknown[]>)[group.name];
			const names = group.values.map(({ name }) => name);
			return !(rows?.length === 1 && Object.keys(rows[0] as object).join() === names.join());
		});
		expect(empty.map(({ id }) => id)).toEqual([]);
	});

	test('a send asks first to whom', () => {
		const shown = everyOperation.map(({ id, operation }) => {
			const names = operation.fields.flatMap(({ name, type }) => (type === 'hidden' ? [] : [name]));
			return { id, names };
		});
		const late = shown.filter(({ id, names }) => {
			const isSend = /^message\.(send|request)/.test(id);
			const first = names.filter((name) => !SENDERS.includes(name))[0];
			return isSend && first !== 'to' && first !== 'conversationId';
		});
		expect(late).toEqual([]);
	});

	test('Send Text says what the 24 hours are, and a mass send what it does', () => {
		const notices = (id: string) =>
			platform.operations
				.find(([one]) => one === id)?.[1]
				.fields.filter(({ type }) => type === 'notice')
				.map(({ displayName }) => displayName);
		expect(notices('message.sendText')?.join()).toContain('within 24 hours');
		for (const id of ['broadcast.create', 'campaign.create']) {
			expect(notices(id)?.join() ?? 'goes to all').toMatch(/to all|to every/);
		}
	});

	test('Send Text, Send Template and Send Media stand first in the list', () => {
		const menu = platform.action.description.properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes('message'),
		);
		const values = (menu?.options as INodePropertyOptions[]).map(({ value }) => String(value));
		const wanted = ['sendText', 'sendTemplate', 'sendMedia'].filter((one) => values.includes(one));
		expect(values.slice(0, wanted.length)).toEqual(wanted);
	});

	test('no two operations have the same action', () => {
		const actions = everyOperation.map(({ operation }) => operation.action);
		expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
	});

	test('every operation and every field says what it is for', () => {
		const operations = everyOperation.filter(({ operation }) => !operation.description?.trim());
		// Switches of the form and lists of groups explain themselves by their options.
		const fields = everyField.filter(
			({ field: { type, description } }) =>
				!description?.trim() && !/^(options|collection|fixedCollection|notice)$/.test(type),
		);
		expect([...operations, ...fields].map(({ id }) => id)).toEqual([]);
	});
});
