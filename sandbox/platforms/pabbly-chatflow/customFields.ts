import { hasMediaHeader, part, samplesOf, type Template, variablesOf } from './templateParts';

interface CustomField {
	/** The variable. */
	key: string;
	/** The sample. */
	value: string;
	helpText: string;
}

/** What GET /templates/{identifier} says that a send needs. Buttons, cards and the expiry are not in it. */
export function customFields(template: Template): Record<string, CustomField[]> {
	const { components, category } = template;
	const header = part(components, 'HEADER');
	const body = part(components, 'BODY');
	const [file = ''] = header?.example?.header_handle ?? [];
	const link = { key: 'link', value: file, helpText: `Enter the Link e.g. ${file}` };
	const samples = samplesOf(body);
	const bodyFields = (label: string) =>
		variablesOf(body?.text).map((key, index) => field(label, key, samples[index]));
	const isAuthentication = category === 'AUTHENTICATION';
	return {
		headerParams: variablesOf(header?.text).map((key, index) =>
			field('Header Parameter', key, samplesOf(header)[index]),
		),
		bodyParams: isAuthentication ? [] : bodyFields('Body Parameter'),
		link: hasMediaHeader(components) ? [link] : [],
		copyCodeParam: isAuthentication ? bodyFields('Copy Code Parameter') : [],
	};
}

function field(label: string, key: string, value: string): CustomField {
	return { key, value, helpText: `Enter the ${label} ${key} e.g. ${value}` };
}
