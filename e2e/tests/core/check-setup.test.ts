import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { outputOf } from '../../n8n/executions';
import { workflow } from '../../support/workflow';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const NOBODY = 'http://127.0.0.1:9';

interface Row {
	check: string;
	ok: boolean | null;
	found: string;
	todo: string;
}

/** A fault, the row that it shows in, and what that row says to do. */
interface Case {
	name: string;
	/** Of the credential. */
	credential?: IDataObject;
	/** Of the sandbox. */
	settings?: IDataObject;
	/** The answer to a read of the platform's, in its place. */
	answer?: [path: string, status: number, body: object];
	/** In the platform's app, by somebody else. */
	act?: (platform: TestedPlatform) => Promise<unknown>;
	/** Of the form; the address that Check Setup looks for. */
	expectedUrl?: string;
	check: string;
	todo: RegExp;
}

const wrongKey = (field: string, check: string, todo: RegExp): Case => ({
	name: 'a wrong key',
	credential: { [field]: 'wrong-key-that-nobody-may-see' },
	check,
	todo,
});
const unreachable = (path: string, check: string): Case => ({
	name: 'an address where nobody listens',
	credential: { baseUrl: `${NOBODY}${path}` },
	check,
	todo: /Base URL/,
});

const SCOPES = {
	cloove: ['messaging:conversations:read', 'messaging:messages:read', 'messaging:messages:send'],
	wbiz: ['templates:read', 'contacts:read', 'inbox:read', 'events:read', 'webhooks:manage'],
};
const withoutScope = (scopes: string[], scope: string): Case => ({
	name: `a key without ${scope}`,
	settings: { scopes: scopes.filter((one) => one !== scope) },
	check: `Scope ${scope}`,
	todo: /[Aa]dd the (named )?scope/,
});

/** The only slot of WABA Portal, and the first subscription of WBIZ. */
const update = (method: 'put' | 'patch' | 'delete', path: string, body?: object) => ({
	act: async ({ host }: TestedPlatform) => await host.sandbox.callApi(method, path, body),
});
const changeSubscription = (change: object) => ({
	act: async ({ host }: TestedPlatform) => {
		const { webhooks } = await host.sandbox.state<{ webhooks: Array<{ id: string }> } & object>();
		await host.sandbox.callApi('patch', `/v1/webhooks/${webhooks[0].id}`, change);
	},
});
const slot = (change: object = {}) => ({
	webhookUrl: `${NOBODY}/webhook`,
	webhookEnabled: true,
	webhookEvents: ['messages', 'statuses'],
	...change,
});

const CASES: Record<string, Case[]> = {
	Badala: [
		{
			name: 'a wrong password',
			credential: { password: 'wrong-password-that-nobody-may-see' },
			check: 'Log-in and organization',
			todo: /log-in/,
		},
		{
			name: 'an organization of others',
			credential: { orgId: 'org_of_others' },
			check: 'Log-in and organization',
			todo: /Organization ID|organization/,
		},
		unreachable('/api/v1', 'Log-in and organization'),
		{
			name: 'a list that fails',
			answer: ['/orgs/org_sandbox/conversations', 400, { message: 'Not now' }],
			check: 'Channels',
			todo: /./,
		},
	],
	Cloove: [
		wrongKey('secretKey', 'Secret key', /key/),
		unreachable('', 'Secret key'),
		{
			name: 'an address that the key is not for',
			settings: { allowedIp: false },
			check: 'Secret key',
			todo: /address/,
		},
		...SCOPES.cloove.slice(0, 2).map((scope) => withoutScope(SCOPES.cloove, scope)),
	],
	'Pabbly Chatflow': [
		wrongKey('apiKey', 'API key', /key/),
		unreachable('/api/v1', 'API key'),
		{
			name: 'no templates',
			answer: [
				'/templates',
				200,
				{ status: 'success', data: { templates: [], pagination: { totalTemplates: 0 } } },
			],
			check: 'Templates',
			todo: /Create one/,
		},
		{
			name: 'templates that cannot be read',
			answer: ['/templates', 400, { success: false, error: 'Not now' }],
			check: 'Templates',
			todo: /./,
		},
	],
	'WABA Portal': [
		wrongKey('apiKey', 'API key', /key/),
		unreachable('/api/v1', 'API key'),
		{
			name: 'no number',
			answer: ['/webhook', 200, { success: true, data: { ...slot(), phoneNumber: null } }],
			check: 'Phone number',
			todo: /Add and verify a number/,
		},
		{ name: 'no webhook', ...update('delete', '/webhook'), check: 'Webhook', todo: /Publish/ },
		{
			name: 'a webhook that is switched off',
			...update('put', '/webhook', slot({ webhookEnabled: false })),
			check: 'Webhook',
			todo: /Publish/,
		},
		{
			name: 'the webhook of another system',
			...update('put', '/webhook', slot()),
			check: 'Webhook URL',
			todo: /Publish/,
		},
		{
			name: 'a webhook that gets no messages',
			...update('put', '/webhook', slot({ webhookEvents: ['statuses'] })),
			check: 'Events',
			todo: /Choose Message/,
		},
		{
			name: 'a webhook without https',
			...update('put', '/webhook', slot()),
			check: 'HTTPS',
			todo: /https address/,
		},
		{
			name: 'a webhook where nobody listens',
			...update('put', '/webhook', slot()),
			check: 'Test event',
			todo: /reachable/,
		},
	],
	WBIZ: [
		wrongKey('apiKey', 'API key', /key/),
		unreachable('', 'API key'),
		{
			name: 'an account that has not paid',
			settings: { entitled: false },
			check: 'Entitlement',
			todo: /Renew/,
		},
		...SCOPES.wbiz.map((scope) => withoutScope(SCOPES.wbiz, scope)),
		{
			name: 'a trigger that is not published',
			expectedUrl: 'https://n8n.example/webhook/another',
			check: 'Webhook',
			todo: /[Pp]ublish/,
		},
		{
			name: 'a webhook that is switched off',
			...changeSubscription({ active: false }),
			check: 'Webhook',
			todo: /publish again/,
		},
		{ name: 'a webhook without https', check: 'HTTPS', todo: /https address/ },
		{
			name: 'a webhook where nobody listens',
			...changeSubscription({ url: `${NOBODY}/webhook` }),
			expectedUrl: `${NOBODY}/webhook`,
			check: 'Test event',
			todo: /reachable/,
		},
	],
};

describe('Account > Check Setup', () => {
	const platforms = usePlatforms();

	/** Publishes a trigger, and gives its address. */
	async function publishTrigger({ host, trigger, publish }: TestedPlatform): Promise<string> {
		const definition = workflow('Trigger', [trigger()]);
		await publish(definition);
		return host.address(definition);
	}

	/** With the trigger's address, where the form has a field for it. */
	async function rows(platform: TestedPlatform, url: string, credential?: IDataObject) {
		const { host, name, action } = platform;
		const form: INodeParameters = { resource: 'account', operation: 'checkSetup' };
		if (['WABA Portal', 'WBIZ'].includes(name)) form.expectedUrl = url;
		const node = action('Check', form);
		const wrong = credential && (await host.createCredential(credential));
		const used = wrong ? { ...node, credentials: { [host.credentialType]: wrong } } : node;
		const execution = await host.runNode([{}], used);
		expect(execution.status).toBe('success');
		return outputOf(execution, 'Check').map(({ json }) => json as unknown as Row);
	}

	test('finds nothing to mend in a sandbox that is set up, but that it has no https', async () => {
		await onEach(platforms, async (platform) => {
			const url = await publishTrigger(platform);
			await platform.addressOf(ASHA);
			const all = await rows(platform, url);
			expect(all.length).toBeGreaterThan(2);
			const failed = all.filter(({ ok }) => ok === false).map(({ check }) => check);
			expect(failed.filter((check) => check !== 'HTTPS')).toEqual([]);
			// What the platform does not show is said, with where to look.
			const unknown = all.filter(({ ok }) => ok === null);
			expect(unknown.filter(({ todo, found }) => todo === '' || found === '')).toEqual([]);
		});
	});

	test('says of each fault what to do about it', async () => {
		await onEach(platforms, async (platform) => {
			const { host, name: platformName, addressOf } = platform;
			const url = await publishTrigger(platform);
			await addressOf(ASHA);
			const start = await host.sandbox.settings();
			const unsaid: unknown[] = [];
			for (const { name, credential, settings, answer, act, expectedUrl, ...said } of CASES[
				platformName
			]) {
				if (settings) await host.sandbox.settings(settings);
				if (answer) {
					const [path, status, body] = answer;
					await host.sandbox.fault({ kind: 'status', method: 'GET', path, status, body, times: 9 });
				}
				await act?.(platform);
				const all = await rows(platform, expectedUrl ?? url, credential);
				const row = all.find(({ check }) => check === said.check);
				const isSaid = row?.ok === false && row.found !== '' && said.todo.test(row.todo);
				if (!isSaid) unsaid.push({ name, row: row ?? all });
				await host.sandbox.clearFaults();
				const changed = Object.keys(settings ?? {});
				await host.sandbox.settings(
					Object.fromEntries(changed.map((setting) => [setting, start[setting]])),
				);
			}
			expect(unsaid).toEqual([]);
		});
	});
});
