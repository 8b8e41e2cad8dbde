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

/** The fields that a value goes into. */
const values = ({ fields }: ResourceMapperFields) => fields.filter(({ readOnly }) => !readOnly);

const labels = (given: ResourceMapperFields) =>
	values(given).map(({ id, displayName }) => [id, displayName]);

/** What the form shows of the template itself. */
const shown = ({ fields }: ResourceMapperFields) =>
	Object.fromEntries(
		fields
			.filter(({ readOnly }) => readOnly)
			.map(({ id, defaultValue, required }) => [id, [defaultValue, required]]),
	);

test('A chosen template has a labelled field for each variable, with its sample', async () => {
	const given = await fieldsFor({ templateName: chosen('order_confirmation|en_US') });
	expect(labels(given)).toEqual([
		['Body {{1}}', 'Body {{1}} (e.g. Gaurav)'],
		['Body {{2}}', 'Body {{2}} (e.g. #1043)'],
	]);
	expect(values(given).every(({ required, type }) => required && type === 'string')).toBe(true);
});

test('Header and button have their own fields', async () => {
	const given = await fieldsFor({ templateName: chosen('order_tracking|en_US') });
	expect(labels(given)).toEqual([
		['Header {{1}}', 'Header {{1}} (e.g. #1043)'],
		['Body {{1}}', 'Body {{1}} (e.g. Gaurav)'],
		['Body {{2}}', 'Body {{2}} (e.g. tomorrow)'],
		['Button 1 {{1}}', 'Button 1 {{1}} (e.g. 1043)'],
	]);
});

test('Media in the header has a field that may stay empty', async () => {
	const given = await fieldsFor({ templateName: chosen('new_catalogue|en_US') });
	expect(labels(given)).toEqual([
		['Header Image', 'Header Image (URL or media ID)'],
		['Body {{1}}', 'Body {{1}} (e.g. Gaurav)'],
	]);
	expect(values(given).map(({ required }) => required)).toEqual([false, true]);
});

test('A typed name has fields as soon as it has a language', async () => {
	const typed = { __rl: true, mode: 'id', value: 'order_confirmation' };
	expect((await fieldsFor({ templateName: typed })).fields).toEqual([]);
	const given = await fieldsFor({ templateName: typed, templateLanguage: 'en_US' });
	expect(values(given)).toHaveLength(2);
});

test.each([
	['nothing is chosen', chosen('')],
	['an expression needs an item', chosen('={{ $json.template }}')],
	['the AI model chooses', { __rl: true, mode: 'id', value: '={{ $fromAI("template") }}' }],
])('The form explains itself when %s', async (_case, templateName) => {
	const { fields, emptyFieldsNotice } = await fieldsFor({ templateName });
	expect(fields).toEqual([]);
	expect(emptyFieldsNotice).toContain('Switch Specify Variables to List');
});

test('The form shows the sentences of the template, one line for each part', async () => {
	expect(shown(await fieldsFor({ templateName: chosen('order_tracking|en_US') }))).toEqual({
		Header: ['Order {{1}}', false],
		Body: ['Hi {{1}}, it arrives {{2}}.', false],
		Footer: ['Thank you for shopping', false],
		Buttons: ['[Track] https://example.com/orders/{{1}}', false],
	});
});

test('A template without variables has only what it says', async () => {
	const given = await fieldsFor({ templateName: chosen('diwali_offer|en_US') });
	expect(values(given)).toEqual([]);
	expect(shown(given)).toEqual({ Body: ['Happy Diwali! 20% off until Sunday.', false] });
});

test('A form that was filled elsewhere has no rows that n8n would leave empty', async () => {
	const templateName = chosen('order_confirmation|en_US');
	const value = { 'Body {{1}}': 'Asha' };
	const filledElsewhere = { mappingMode: 'defineBelow', value };
	const given = await fieldsFor({ templateName, templateVariables: filledElsewhere });
	expect(given.fields.map(({ id }) => id)).toEqual(['Body {{1}}', 'Body {{2}}']);
	const filledHere = { mappingMode: 'defineBelow', value: { Body: 'Hi {{1}}', ...value } };
	expect(shown(await fieldsFor({ templateName, templateVariables: filledHere }))).toHaveProperty(
		'Body',
	);
});

test('A preview may lack values: its fields may stay empty', async () => {
	const given = await fieldsFor({
		resource: 'template',
		operation: 'preview',
		templateName: chosen('order_tracking|en_US'),
	});
	expect(values(given)).toHaveLength(4);
	expect(given.fields.filter(({ required }) => required)).toEqual([]);
});

test('The language of a typed name does not count for a template from the list', async () => {
	const templateName = chosen('order_confirmation|en_US');
	const given = await fieldsFor({ templateName, templateLanguage: 'hi' });
	expect(values(given)).toHaveLength(2);
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
			value: {
				'Button 1 {{1}}': '1043',
				'Body {{2}}': 'today',
				'Body {{1}}': 'Asha',
				'Header {{1}}': '#1043',
			},
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
				value: { 'Body {{1}}': 'Asha', 'Body {{2}}': '={{ $json.to }}' },
				matchingColumns: [],
				schema: [],
			},
		},
		items,
	);
	expect(status).toBe('success');
	expect(outputs[0]).toHaveLength(500);
	expect(await wbiz.requests('/v1/templates')).toHaveLength(1);
}, 60_000);
