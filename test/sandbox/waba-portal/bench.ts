import { Bench } from '../support/bench';

export const API_KEY = 'sandbox-waba-portal-key';
export const CUSTOMER = '919876543210';

interface WabaPortalState {
	conversations: Array<Record<string, unknown>>;
	templates: Array<Record<string, unknown>>;
	webhook: { webhookUrl: string | null; webhookSecret: string | null };
}

export type WabaPortalBench = Bench<WabaPortalState>;

export async function openBench(): Promise<WabaPortalBench> {
	const customer = { from: CUSTOMER, name: 'John Doe' };
	return await Bench.open({ platformId: 'waba-portal', customer });
}
