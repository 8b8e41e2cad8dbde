import { Bench } from '../support/bench';

export const API_KEY = 'wa_sandbox_key0123456789';
/** The number in the page's samples, as the control API and as WBIZ writes it. */
export const CUSTOMER = '918899332211';
export const TO = `+${CUSTOMER}`;

export interface WbizState {
	contactCount: number;
	contacts: Array<Record<string, unknown>>;
	templates: Array<Record<string, unknown>>;
	webhooks: Array<{ id: string; url: string; secret: string }>;
	campaigns: Array<Record<string, unknown>>;
	media: Array<Record<string, unknown>>;
}

export type WbizBench = Bench<WbizState>;

export async function openBench(): Promise<WbizBench> {
	const customer = { from: CUSTOMER, name: 'Gaurav' };
	return await Bench.open({ platformId: 'wbiz', customer });
}
