import { LoadOptionsContext } from 'n8n-core';
import type { INodeParameters, ResourceMapperFields } from 'n8n-workflow';

import { createHost } from '../../support/harness/host';
import '../../support/network';
import { SandboxedWbiz } from './sandboxed';

let wbiz: SandboxedWbiz;

beforeAll(async () => {
	wbiz = await SandboxedWbiz.start();
});

beforeEach(async () => {
	await wbiz.reset();
});

afterAll(async () => {
	await wbiz.close();
});

const chosen = (value: string) => ({ __rl: true, mode: 'list', value });

/** What the form shows for the parameters, as the editor asks for it. */
async function fieldsFor(parameters: INodeParameters): Promise<ResourceMapperFields> {
	const { setup } = wbiz;
	const host = createHost({
		...setup,
		parameters: { resource: 'message', operation: 'sendTemplate', ...parameters },
	});
	host.additionalData.currentNodeParameters = host.node.parameters;
	const context = new LoadOptionsContext(host.workflow, host.node, host.additionalData, '');
	return await setup.type.methods.resourceMapping.getTemplateVariables.call(context);
}

const labels = ({ fields }: ResourceMapperFields) =>
	fields.map(({ id, displayName }) => [id, displayName]);

test('A chosen template has a labelled field for each variable, with its sample', async () => {
	const given = await fieldsFor({ templateName: chosen('order_confirmation|en_US') });
	expect(labels(given)).toEqual([
		['body_1', 'Body {{1}} (e.g. Gaurav)'],
		['body_2', 'Body {{2}} (e.g. #1043)'],
	]);
	expect(given.fields.every(({ required, type }) => required && type === 'string')).toBe(true);
});

test('Header and button have their own fields', async () => {
	const given = await fieldsFor({ templateName: chosen('order_tracking|en_US') });
	expect(labels(given)).toEqual([
		['header_1', 'Header {{1}} (e.g. #1043)'],
		['body_1', 'Body {{1}} (e.g. Gaurav)'],
		['body_2', 'Body {{2}} (e.g. tomorrow)'],
		['button_1_1', 'Button 1 {{1}} (e.g. 1043)'],
	]);
});

test('Media in the header has a field that may stay empty', async () => {
	const given = await fieldsFor({ templateName: chosen('new_catalogue|en_US') });
	expect(labels(given)).toEqual([
		['headerImage', 'Header Image (URL or media ID)'],
		['body_1', 'Body {{1}} (e.g. Gaurav)'],
	]);
	expect(given.fields.map(({ required }) => required)).toEqual([false, true]);
});

test('A typed name has fields as soon as it has a language', async () => {
	const typed = { __rl: true, mode: 'id', value: 'order_confirmation' };
	expect((await fieldsFor({ templateName: typed })).fields).toEqual([]);
	const given = await fieldsFor({ templateName: typed, templateLanguage: 'en_US' });
	expect(given.fields).toHaveLength(2);
});

test.each([
	['nothing is chosen', chosen('')],
	['an expression needs an item', chosen('={{ $json.template }}')],
	['the AI model chooses', { __rl: true, mode: 'id', value: '={{ $fromAI("template") }}' }],
])('The form explains itself when %s', async (_case, templateName) => {
	const { fields, emptyFieldsNotice } = await fieldsFor({ templateName });
	expect(fields).toEqual([]);
	expect(emptyFieldsNotice).toContain('give the values as a list');
});

test('The form says that a template has no variables', async () => {
	const given = await fieldsFor({ templateName: chosen('diwali_offer|en_US') });
	expect(given).toEqual({ fields: [], emptyFieldsNotice: 'This template has no variables.' });
});

test('The form says why it has no fields', async () => {
	await expect(fieldsFor({ templateName: chosen('gone|en_US') })).rejects.toThrow(
		'no approved template "gone" in "en_US" was found',
	);
	await wbiz.control.settings({ scopes: ['messages:send'] });
	await expect(fieldsFor({ templateName: chosen('order_tracking|en_US') })).rejects.toThrow(
		'templates:read',
	);
});

test('What the fields hold is what the platform counts', async () => {
	const { status, error } = await wbiz.run('message', 'sendTemplate', {
		to: '+919700000001',
		templateName: chosen('order_tracking|en_US'),
		templateVariables: {
			mappingMode: 'defineBelow',
			value: { button_1_1: '1043', body_2: 'today', body_1: 'Asha', header_1: '#1043' },
			matchingColumns: [],
			schema: [],
		},
	});
	expect(error?.message).toBeUndefined();
	expect(status).toBe('success');
	const [{ body }] = await wbiz.requests('/v1/messages/template');
	expect(body).toMatchObject({ variables: ['#1043', 'Asha', 'today', '1043'] });
});

test('Five hundred messages at once read the template once', async () => {
	const items = Array.from({ length: 500 }, (_, index) => ({
		json: { to: `+9197000${String(index).padStart(5, '0')}` },
	}));
	const { status, outputs } = await wbiz.run(
		'message',
		'sendTemplate',
		{
			to: '={{ $json.to }}',
			templateName: chosen('order_confirmation|en_US'),
			templateVariables: {
				mappingMode: 'defineBelow',
				value: { body_1: 'Asha', body_2: '={{ $json.to }}' },
				matchingColumns: [],
				schema: [],
			},
		},
		items,
	);
	expect(status).toBe('success');
	expect(outputs[0]).toHaveLength(500);
	expect(await wbiz.requests('/v1/templates')).toHaveLength(1);
});
