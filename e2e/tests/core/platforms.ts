import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../../n8n/credentials';
import type { SavedWorkflow, WorkflowDefinition } from '../../n8n/workflows';
import { sharedHost } from '../../run/shared-host';
import type { TestHost } from '../../support/host';
import { expectNoSecrets } from '../../support/secrets';
import { byId, type NodeSettings } from '../../support/workflow';
import { badala, BadalaHost, badalaTrigger, getContacts } from '../badala/host';
import { cloove, ClooveHost, clooveTrigger } from '../cloove/host';
import { pabbly, PabblyHost, pabblyTrigger } from '../pabbly-chatflow/host';
import { wabaPortal, WabaPortalHost, wabaPortalTrigger } from '../waba-portal/host';
import { wbiz, WbizHost, wbizTrigger } from '../wbiz/host';

/** A platform, as a test that is the same for all of them needs it. */
export interface TestedPlatform {
	name: string;
	host: TestHost;
	/** A node called `Trigger`. */
	trigger(parameters?: INodeParameters): INode;
	action(name: string, parameters: INodeParameters, settings?: NodeSettings): INode;
	/** Publishes a workflow that begins with the trigger; the platform delivers to it from then on. */
	publish(definition: WorkflowDefinition): Promise<SavedWorkflow>;
	/** The field that says who gets a message, with this value. */
	recipient(value: string): INodeParameters;
	/** What goes into that field for a customer who has written. */
	addressOf(customer: string): Promise<string>;
	/** The expression for the customer of the event that started the workflow. */
	answerTo: string;
	/** Before the requests are counted: a platform's token of an earlier test is refused once. */
	logIn(): Promise<void>;
}

type Makers = [
	action: (
		credential: CredentialReference,
		name: string,
		parameters: INodeParameters,
		settings?: NodeSettings,
	) => INode,
	trigger: (credential: CredentialReference, parameters?: INodeParameters) => INode,
];

type Own = Partial<TestedPlatform> & Pick<TestedPlatform, 'publish'>;

/** Most platforms take the customer's phone number, and a key that stays good. */
const COMMON = {
	recipient: (to: string) => ({ to }),
	addressOf: async (customer: string) => customer,
	answerTo: "{{ $('Trigger').item.json.phone }}",
	logIn: async () => undefined,
};

/** Two want the conversation. */
const byConversation = (addressOf: TestedPlatform['addressOf']) => ({
	recipient: (id: string) => ({ conversationId: byId(id) }),
	addressOf,
	answerTo: "{{ $('Trigger').item.json.conversationId }}",
});

function tested(name: string, host: TestHost, [action, trigger]: Makers, own: Own): TestedPlatform {
	return {
		name,
		host,
		trigger: (parameters) => trigger(host.credential, parameters),
		action: (...rest) => action(host.credential, ...rest),
		...COMMON,
		...own,
	};
}

/** All five. */
export function testedPlatforms(): TestedPlatform[] {
	const hosts = {
		badala: new BadalaHost(),
		cloove: new ClooveHost(),
		pabbly: new PabblyHost(),
		wabaPortal: new WabaPortalHost(),
		wbiz: new WbizHost(),
	};
	return [
		tested('Badala', hosts.badala, [badala, badalaTrigger], {
			publish: async (definition) => await hosts.badala.publishRegistered(definition),
			...byConversation(async (customer) => (await hosts.badala.conversationsWith(customer))[0]),
			logIn: async () => {
				await hosts.badala.runNode([{}], getContacts(hosts.badala.credential));
			},
		}),
		tested('Cloove', hosts.cloove, [cloove, clooveTrigger], {
			publish: async (definition) => await hosts.cloove.publishRegistered(definition),
			...byConversation(async (customer) => await hosts.cloove.conversation(customer)),
		}),
		tested('Pabbly Chatflow', hosts.pabbly, [pabbly, pabblyTrigger], {
			publish: async (definition) => await hosts.pabbly.publishRegistered(definition, 'app'),
		}),
		tested('WABA Portal', hosts.wabaPortal, [wabaPortal, wabaPortalTrigger], {
			publish: async (definition) => await hosts.wabaPortal.publish(definition),
		}),
		tested('WBIZ', hosts.wbiz, [wbiz, wbizTrigger], {
			publish: async (definition) => await hosts.wbiz.publish(definition),
		}),
	];
}

/** Connects all platforms to the shared n8n; every test starts with an empty sandbox and no published workflow. */
export function usePlatforms(): TestedPlatform[] {
	const platforms = testedPlatforms();
	beforeAll(async () => {
		await Promise.all(platforms.map(async ({ host }) => await host.connect(sharedHost())));
	});
	beforeEach(async () => {
		// One reset is for the whole sandbox, so it comes before all settings.
		await platforms[0].host.sandbox.reset();
		const settings = { webhookRetryDelaysMs: [], autoStatuses: false };
		await Promise.all(platforms.map(async ({ host }) => await host.sandbox.settings(settings)));
	});
	afterEach(async () => {
		await Promise.all(platforms.map(async ({ host }) => await host.tidyUp()));
	});
	afterAll(() => {
		const { shared, running } = platforms[0].host;
		expectNoSecrets(shared, running);
	});
	return platforms;
}

/**
 * Checks the same on these platforms, all at once: each has its part of the sandbox to itself.
 * @throws Error that names every platform on which the check failed
 */
export async function onEach(
	platforms: TestedPlatform[],
	check: (platform: TestedPlatform) => Promise<void>,
): Promise<void> {
	const results = await Promise.allSettled(platforms.map(check));
	const failures = results.flatMap((result, index) =>
		result.status === 'rejected'
			? [`${platforms[index].name}: ${(result.reason as Error).stack ?? String(result.reason)}`]
			: [],
	);
	if (failures.length > 0) throw new Error(failures.join('\n\n'));
}
