import { Refusal } from './refusal';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Vendors want https; on loopback http will do, so that a receiver needs no certificate. */
export function checkWebhookUrl(text: string): void {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url) throw new Refusal(400, 'Invalid webhook URL');
	const loopback = url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
	if (url.protocol !== 'https:' && !loopback) throw new Refusal(400, 'Webhook URL must use HTTPS');
}
