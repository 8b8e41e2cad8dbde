import type { Delivery } from '../../../sandbox/types';
import { useOwnN8n } from '../../support/own-n8n';
import { Proxy } from '../../support/proxy';
import { webhookTriggers } from './triggers';

const CUSTOMER = '919876543210';
const DELIVERIES = 20;
/** The platform tries again until n8n is back. */
const RETRIES = Array.from({ length: 60 }, () => 1000);
const ENDED_MS = 100_000;

describe('n8n is killed at the first 200 of 20 deliveries', () => {
	const triggers = webhookTriggers();
	let proxy: Proxy;
	// Between the platform and n8n, to see each 200 before the platform does.
	beforeAll(async () => {
		proxy = await Proxy.start(() => n8n.url);
	});
	const hosts = triggers.map(({ host }) => host);
	const n8n = useOwnN8n(hosts, () => ({ N8N_WEBHOOK_URL: proxy.url }));
	afterAll(async () => await proxy.stop());

	/** Settles when n8n has been killed, at the next 200. */
	function killAtFirst200(): Promise<void> {
		return new Promise((resolve) => {
			proxy.onAnswer = (status) => {
				if (status !== 200) return;
				proxy.onAnswer = () => undefined;
				n8n.kill();
				proxy.isTargetReady = false;
				resolve();
			};
		});
	}

	test.each(triggers)(
		'$name: what was answered 200 is in the list of executions',
		async (trigger) => {
			const { host } = trigger;
			const { sandbox } = host;
			await sandbox.settings({ webhookRetryDelaysMs: RETRIES });
			const { id } = await trigger.publish();
			const killed = killAtFirst200();
			const texts = Array.from({ length: DELIVERIES }, (_, index) => `Message ${index}.`);
			const sent = texts.map((text) => sandbox.inbound({ from: CUSTOMER, text }));
			const deliveryIds = (await Promise.all(sent)).map(({ deliveryId }) => deliveryId);
			await killed;
			await n8n.startAgain();
			proxy.isTargetReady = true;
			const deliveries: Delivery[] = [];
			for (const deliveryId of deliveryIds) {
				deliveries.push(await sandbox.finishedDelivery(deliveryId, ENDED_MS));
			}
			expect(deliveries.filter(({ state }) => state !== 'delivered')).toEqual([]);
			const listed = await host.n8n.executions.list(id);
			const { executions } = host.n8n;
			const raw = await Promise.all(
				listed.map(async (one) => (await executions.get(one.id)).rawData),
			);
			const isMissing = (text: string) => !raw.some((data) => data.includes(text));
			// Where one is missing, how it was answered and what n8n has show why.
			const missing = deliveries.filter((_, index) => isMissing(texts[index]));
			const kept = missing.length > 0 ? listed.map(({ id, status }) => `${id}: ${status}`) : [];
			expect({ missing, kept }).toEqual({ missing: [], kept: [] });
		},
	);
});
