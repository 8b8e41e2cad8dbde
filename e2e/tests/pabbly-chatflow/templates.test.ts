import type { IDataObject, INode, INodeParameters, ResourceMapperFields } from 'n8n-workflow';

import { errorOf, outputOf } from '../../n8n/executions';
import { chosen, type NodeSettings } from '../../support/workflow';
import { pabbly, usePabbly } from './host';

const ASHA = '919876543210';
const RAHUL = '919123456789';
const MEERA = '919555012345';

const REPEATED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

const host = usePabbly();

function asked(tool: boolean, methodName: string, parameter: string, parameters: object = {}) {
	return {
		nodeType: `n8n-nodes-whatsapp-hub.pabblyChatflow${tool ? 'Tool' : ''}`,
		methodName,
		path: `parameters.${parameter}`,
		parameters: parameters as INodeParameters,
		credentials: { pabblyChatflowApi: host.credential },
	};
}

async function pickerValues(tool = false, filter?: string): Promise<string[]> {
	const list = { ...asked(tool, 'searchTemplates', 'templateName'), filter };
	return (await host.n8n.searchList(list)).results.map(({ value }) => String(value));
}

/** The picker's value for a template, as the editor would store it. */
async function pick(label: string): Promise<INodeParameters> {
	const [value] = (await pickerValues()).filter((one) => one.startsWith(`${label}|`));
	return chosen(value, 'list');
}

function sendTemplate(
	templateName: INodeParameters,
	value: IDataObject,
	settings: NodeSettings = {},
): INode {
	const parameters = {
		resource: 'message',
		operation: 'sendTemplate',
		to: '={{ $json.to }}',
		templateName,
		specifyVariables: 'fields',
		templateVariables: { mappingMode: 'defineBelow', value },
	};
	return pabbly(host.credential, 'Send', parameters as INodeParameters, settings);
}

describe.each([false, true])('choosing a template in the editor, as a tool: %s', (tool) => {
	async function variables(templateName: INodeParameters): Promise<ResourceMapperFields> {
		const parameters = { resource: 'message', operation: 'sendTemplate', templateName };
		return await host.n8n.mapperFields(
			asked(tool, 'getTemplateVariables', 'templateVariables', parameters),
		);
	}

	/** The fields that a value goes into. The others show the template's sentences. */
	const values = ({ fields }: ResourceMapperFields) => fields.filter(({ readOnly }) => !readOnly);

	test('the list has every approved one, with its language', async () => {
		const { templates } = await host.state();
		const approved = templates.filter(({ status }) => status === 'APPROVED');
		const expected = approved.map(({ name, language }) => `${name}|${language}`);
		const found = (await pickerValues(tool)).map((value) => value.split('|').slice(0, 2).join('|'));
		expect(found.sort()).toEqual(expected.sort());
		expect(await pickerValues(tool, 'FLASH')).toEqual([expect.stringMatching(/^flash_sale\|en\|/)]);
	});

	test('with buttons: a field for each variable of a button, the coupon code and each quick reply', async () => {
		const fields = values(await variables(await pick('festive_offer|en')));
		expect(fields.map(({ id, displayName, required }) => [id, displayName, required])).toEqual([
			['Button 1 {{1}}', 'Button 1 {{1}} "See the offer" (e.g. diwali)', true],
			['Coupon Code', 'Coupon Code (e.g. FESTIVE25)', true],
			['Button 4 Payload', 'Button 4 Payload (e.g. Interested)', false],
			['Button 5 Payload', 'Button 5 Payload (e.g. Stop)', false],
		]);
	});

	test('a carousel: fields for each card', async () => {
		const fields = values(await variables(await pick('new_arrivals|en')));
		const card = (number: number, file: string) => [
			[
				`Card ${number} Header Image`,
				`Card ${number} Header Image (URL) (e.g. https://scontent.whatsapp.net/v/${file})`,
				true,
			],
			[`Card ${number} Body {{1}}`, `Card ${number} Body {{1}} (e.g. Blue shirt)`, true],
			[`Card ${number} Body {{2}}`, `Card ${number} Body {{2}} (e.g. 2499)`, true],
			[`Card ${number} Button 1 {{1}}`, `Card ${number} Button 1 {{1}} "Buy" (e.g. tshirt)`, true],
			[
				`Card ${number} Button 2 Payload`,
				`Card ${number} Button 2 Payload (e.g. Show me more)`,
				false,
			],
		];
		expect(fields.map(({ id, displayName, required }) => [id, displayName, required])).toEqual([
			['Body {{1}}', 'Body {{1}} (e.g. John)', true],
			...card(1, 'shirt-blue.jpg'),
			...card(2, 'shirt-red.jpg'),
		]);
	});

	test('a limited-time offer: with its expiry as a date', async () => {
		const fields = values(await variables(await pick('flash_sale|en')));
		expect(fields.map(({ id, type }) => [id, type])).toEqual([
			['Header Image', 'string'],
			['Body {{1}}', 'string'],
			['Body {{2}}', 'string'],
			['Offer Expiry', 'dateTime'],
			['Coupon Code', 'string'],
			['Button 2 {{1}}', 'string'],
		]);
	});

	test.each([
		['link_docs|en', ['Header Document', 'Header File Name', 'Body {{1}}']],
		['verification_code|en', ['Code']],
		['summer_time|en', ['Header {{1}}', 'Body {{1}}', 'Body {{2}}']],
		['order_update|en', ['Body {{customer_name}}', 'Body {{order_id}}', 'Body {{day}}']],
	])('%s: exactly what it leaves open', async (label, ids) => {
		const fields = values(await variables(await pick(label)));
		expect(fields.map(({ id }) => id)).toEqual(ids);
		expect(fields.every(({ required, id }) => required || id === 'Header File Name')).toBe(true);
	});

	test('one that an expression chooses: the editor says what to do', async () => {
		const answer = await variables(chosen("={{ $fromAI('template') }}", 'name'));
		expect(answer.fields).toEqual([]);
		expect(answer.emptyFieldsNotice).toContain('Choose a template');
	});

	test('in the other language of the same name, which the platform cannot send: an error that says so', async () => {
		await expect(variables(await pick('order_update|hi'))).rejects.toThrow(/"order_update".*"en"/);
	});
});

describe('what was filled in for a template', () => {
	const link = 'https://example.com/a.jpg';

	const cases: Array<[string, IDataObject, object]> = [
		[
			'interactive_marketing|en_GB',
			{
				'Body {{4}}': 'D',
				'Body {{3}}': 'C',
				'Body {{2}}': 'B',
				'Body {{1}}': 'A',
				'Header {{1}}': 'Asha',
				'Coupon Code': 'SAVE10',
				'Button 4 Payload': 'out',
			},
			{
				headerParams: ['Asha'],
				bodyParams: ['A', 'B', 'C', 'D'],
				copyCodeParam: 'SAVE10',
				quickReplies: ['Sure I will do', 'Not interested', 'out', 'Okay'],
				text: 'Hello Asha\nHope you are A.\n\nToday I want to introduce you to our new B C. D is our latest innovation, please do checkout and feel free to contact us.',
			},
		],
		[
			'order_update|en',
			{ 'Body {{day}}': 'today', 'Body {{order_id}}': '#7', 'Body {{customer_name}}': 'Asha' },
			{
				bodyParams: ['Asha', '#7', 'today'],
				text: 'Hi Asha, your order #7 arrives today.',
			},
		],
		[
			'festive_offer|en',
			{ 'Button 1 {{1}}': 'holi', 'Coupon Code': 'HOLI' },
			{ urlVariables: ['holi'], copyCodeParam: 'HOLI' },
		],
		['verification_code|en', { Code: '998877' }, { copyCodeParam: '998877' }],
		[
			'link_docs|en',
			{
				'Header Document': 'https://example.com/a.pdf',
				'Header File Name': 'terms.pdf',
				'Body {{1}}': 'Bye',
			},
			{ link: 'https://example.com/a.pdf', filename: 'terms.pdf', bodyParams: ['Bye'] },
		],
		[
			'flash_sale|en',
			{
				'Header Image': link,
				'Body {{1}}': 'Asha',
				'Body {{2}}': '30%',
				'Offer Expiry': '2099-01-01T00:00:00Z',
				'Coupon Code': 'F30',
				'Button 2 {{1}}': 'f',
			},
			{
				link,
				bodyParams: ['Asha', '30%'],
				ltoFields: { unixTimestamp: Date.parse('2099-01-01T00:00:00Z') },
				copyCodeParam: 'F30',
				urlVariables: ['f'],
				languageCode: 'en',
			},
		],
		[
			'new_arrivals|en',
			Object.fromEntries([
				['Body {{1}}', 'Asha'],
				...[1, 2].flatMap((card) => [
					[`Card ${card} Header Image`, `https://example.com/${card}.jpg`],
					[`Card ${card} Body {{1}}`, `Shirt ${card}`],
					[`Card ${card} Body {{2}}`, `${card}00`],
					[`Card ${card} Button 1 {{1}}`, `shirt-${card}`],
				]),
			]) as IDataObject,
			{
				bodyParams: ['Asha'],
				languageCode: 'en',
				urlVariables: ['shirt-1', 'shirt-2'],
				carouselBodies: [1, 2].map((card) =>
					expect.objectContaining({
						bodyParams: { '{{1}}': `Shirt ${card}`, '{{2}}': `${card}00` },
					}),
				),
				carouselFileData: [1, 2].map((card) =>
					expect.objectContaining({ fileUrl: `https://example.com/${card}.jpg` }),
				),
			},
		],
	];

	test.each(cases)('%s: is what the platform gets', async (label, value, expected) => {
		const execution = await host.runNode([{ to: ASHA }], sendTemplate(await pick(label), value));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		const [{ content, waMessageId }, ...others] = await host.sandbox.outbound(ASHA);
		expect(others).toEqual([]);
		const [name, language] = label.split('|');
		expect(content.template).toMatchObject({ name, language, ...expected });
		expect(outputOf(execution, 'Send')[0].json.messageId).toBe(waMessageId);
		const [{ body }] = await host.sandbox.requests('/messages');
		expect(body).toMatchObject({ to: Number(ASHA), type: 'template', templateName: name });
	});

	test('Template > Preview gives the same text and the same request, and sends nothing', async () => {
		const value = {
			'Body {{day}}': 'today',
			'Body {{order_id}}': '#7',
			'Body {{customer_name}}': 'Asha',
		};
		const templateName = await pick('order_update|en');
		const preview = pabbly(host.credential, 'Preview', {
			resource: 'template',
			operation: 'preview',
			templateName,
			templateVariables: { mappingMode: 'defineBelow', value },
		} as INodeParameters);
		const shown = await host.runNode([{}], preview);
		expect([shown.status, errorOf(shown)]).toEqual(['success', undefined]);
		const [{ json }] = outputOf(shown, 'Preview');
		expect(json).toMatchObject({ body: 'Hi Asha, your order #7 arrives today.', missing: [] });
		expect(await host.sandbox.outbound(ASHA)).toEqual([]);
		const sent = await host.runNode([{ to: ASHA }], sendTemplate(templateName, value));
		expect(outputOf(sent, 'Send')[0].json.text).toBe(json.text);
		const [{ body }] = await host.sandbox.requests('/messages');
		const request = json.request as IDataObject;
		expect({ ...request, body: { to: Number(ASHA), ...(request.body as IDataObject) } }).toEqual({
			method: 'POST',
			path: '/messages',
			body,
		});
	});

	test('a required one that is missing fails the item before anything is sent', async () => {
		const missing = sendTemplate(await pick('summer_time|en'), {
			'Header {{1}}': 'Hi',
			'Body {{1}}': 'A',
		});
		const execution = await host.runNode([{ to: ASHA }], missing);
		expect(errorOf(execution)).toContain('Body {{2}}');
		expect(await host.sandbox.requests('/messages')).toEqual([]);
	});

	test('a whole address for the end of a button’s address fails the item before anything is sent', async () => {
		const value = { 'Button 1 {{1}}': 'https://example.com/offers/holi', 'Coupon Code': 'HOLI' };
		const send = sendTemplate(await pick('festive_offer|en'), value);
		expect(errorOf(await host.runNode([{ to: ASHA }], send))).toContain('whole address');
		expect(await host.sandbox.requests('/messages')).toEqual([]);
	});

	test('one that the template does not have any more fails the item before anything is sent', async () => {
		const value = { 'Body {{1}}': 'A', 'Body {{9}}': 'gone' };
		const execution = await host.runNode(
			[{ to: ASHA }],
			sendTemplate(await pick('demo_text|en'), value),
		);
		expect(errorOf(execution)).toContain('Body {{9}}');
		expect(await host.sandbox.requests('/messages')).toEqual([]);
	});
});

describe('Retry On Fail of Send Template', () => {
	const items = [ASHA, RAHUL, MEERA].map((to) => ({ to }));

	async function demo(settings: NodeSettings): Promise<INode> {
		return sendTemplate(await pick('demo_text|en'), { 'Body {{1}}': '={{ $json.to }}' }, settings);
	}

	async function numbersAsked(): Promise<string[]> {
		const requests = await host.sandbox.requests('/messages');
		return requests.map(({ body }) => String((body as { to: number }).to));
	}

	test.each(['statusAfter', 'cutAfter'] as const)(
		'sends nothing twice that was accepted before the trouble (%s)',
		async (kind) => {
			const fault = { path: '/messages', to: RAHUL, kind, status: 500, times: 9 };
			await host.sandbox.fault(fault);
			const execution = await host.runNode(items, await demo(REPEATED));
			expect(execution.status).toBe('error');
			expect(errorOf(execution)).toMatch(/item 1/);
			const numbers = await numbersAsked();
			expect(new Set(numbers).size).toBe(numbers.length);
			expect(numbers).toContain(RAHUL);
			expect(await host.sandbox.outbound(RAHUL)).toHaveLength(1);
		},
	);

	test('sends again only what was refused, and reads the template once in a try', async () => {
		await host.sandbox.fault({ path: '/messages', to: MEERA, kind: 'status', status: 400 });
		const execution = await host.runNode(items, await demo(REPEATED));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		expect((await numbersAsked()).sort()).toEqual([RAHUL, MEERA, MEERA, ASHA].sort());
		for (const { to } of items) expect(await host.sandbox.outbound(to)).toHaveLength(1);
		expect(await host.sandbox.requests('/templates/demo_text')).toHaveLength(2);
	});

	test('does not repeat a 200 that leaves open whether the message has left', async () => {
		const metaResponse = { status: 500, error: { message: 'An unknown error has occurred' } };
		const body = { status: 'success', message: 'Message sent', data: { metaResponse } };
		const fault = { path: '/messages', to: RAHUL, kind: 'statusAfter' as const, status: 200 };
		await host.sandbox.fault({ ...fault, body, times: 9 });
		const execution = await host.runNode(items, await demo(REPEATED));
		expect(execution.status).toBe('error');
		expect((await numbersAsked()).filter((to) => to === RAHUL)).toHaveLength(1);
		expect(await host.sandbox.outbound(RAHUL)).toHaveLength(1);
	});
});

describe('an answer of 200 that says failure', () => {
	const meta = { status: 400, error: { message: 'Recipient not on WhatsApp' } };

	test.each([
		['success: false', { success: false, error: 'Credits used up' }, 'Credits used up'],
		['success: "false"', { success: 'false', error: 'Credits used up' }, 'Credits used up'],
		['status: error', { status: 'error', message: 'No such number' }, 'No such number'],
		['status: failed', { status: 'failed', message: 'No such number' }, 'No such number'],
		[
			'metaResponse.status: 400',
			{ status: 'success', message: 'Message sent', data: { metaResponse: meta } },
			'Recipient not on WhatsApp',
		],
	])('%s: the item is a failed one, the others are sent', async (_, body, reason) => {
		await host.sandbox.fault({ path: '/messages', to: RAHUL, kind: 'status', status: 200, body });
		const send = sendTemplate(
			await pick('demo_text|en'),
			{ 'Body {{1}}': 'A' },
			{ onError: 'continueErrorOutput' },
		);
		const execution = await host.runNode(
			[ASHA, RAHUL, MEERA].map((to) => ({ to })),
			send,
		);
		expect(execution.status).toBe('success');
		const sent = outputOf(execution, 'Send').map(({ json }) => json.messageId);
		expect(sent).toEqual([expect.any(String), expect.any(String)]);
		const [failed, ...others] = outputOf(execution, 'Send', 1);
		expect(others).toEqual([]);
		expect(failed.pairedItem).toMatchObject({ item: 1 });
		expect(failed.json.message).toContain(reason);
		expect(await host.sandbox.outbound(RAHUL)).toEqual([]);
	});
});
