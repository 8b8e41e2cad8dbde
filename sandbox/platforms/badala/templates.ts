import { Refusal } from '../../http/refusal';
import { variablesOf } from '../../account/template-rules';

interface Template {
	name: string;
	language: string;
	/** As Meta writes it. */
	status: 'APPROVED' | 'PENDING';
	body: string;
}

/** Made in Meta's own tool; the API can only send them. The first is the page's sample. */
export const templates: readonly Template[] = [
	{
		name: 'appointment_reminder',
		language: 'en',
		status: 'APPROVED',
		body: 'Hello {{1}}, we look forward to seeing you on {{2}}.',
	},
	{ name: 'welcome', language: 'en', status: 'APPROVED', body: 'Welcome! How can we help you?' },
	{ name: 'promo', language: 'en_US', status: 'PENDING', body: 'Only today: {{1}} off.' },
];

/**
 * The text that this use of a template makes.
 * @throws Refusal 502, as for everything that Meta refuses: unknown, not approved, or not one value for
 * each variable
 */
export function templateText(name: string, language: string, variables: string[]): string {
	const template = templates.find((one) => one.name === name && one.language === language);
	if (template?.status !== 'APPROVED') {
		const fault = template ? 'is not approved' : 'does not exist';
		throw metaRefusal(
			132001,
			`Template name does not exist in the translation: template name (${name}) ${fault} in ${language}`,
		);
	}
	const wanted = variablesOf(template.body).length;
	if (variables.length !== wanted) {
		const counts = `number of localizable_params (${variables.length}) does not match the expected number of params (${wanted})`;
		throw metaRefusal(
			132000,
			`Number of parameters does not match the expected number of params: body: ${counts}`,
		);
	}
	return template.body.replace(/\{\{(\d+)\}\}/g, (_, number) => variables[Number(number) - 1]);
}

/** Meta's text and number, which the vendor is likely to pass on (assumed). */
export function metaRefusal(code: number, text: string): Refusal {
	return new Refusal(502, `Meta: (#${code}) ${text}`);
}
