type Component = Record<string, unknown>;

/** What the template form holds. Empty parts are left out of the template. */
export interface TemplateForm {
	headerText: string;
	headerExample: string;
	bodyText: string;
	/** Sample values of the body's variables, in their order. */
	bodyExamples: string[];
	footerText: string;
	buttons: ButtonForm[];
}

export interface ButtonForm {
	type: string;
	text: string;
	url?: string;
	urlExample?: string;
	phoneNumber?: string;
}

/** The components of a template in WhatsApp's form, from the form's values. */
export function toComponents(form: TemplateForm): Component[] {
	const components: Component[] = [];
	if (form.headerText !== '') {
		const example =
			form.headerExample === '' ? {} : { example: { header_text: [form.headerExample] } };
		components.push({ type: 'HEADER', format: 'TEXT', text: form.headerText, ...example });
	}
	const bodyExample =
		form.bodyExamples.length > 0 ? { example: { body_text: [form.bodyExamples] } } : {};
	components.push({ type: 'BODY', text: form.bodyText, ...bodyExample });
	if (form.footerText !== '') components.push({ type: 'FOOTER', text: form.footerText });
	if (form.buttons.length > 0)
		components.push({ type: 'BUTTONS', buttons: form.buttons.map(toButton) });
	return components;
}

function toButton({
	type,
	text,
	url = '',
	urlExample = '',
	phoneNumber = '',
}: ButtonForm): Component {
	if (type === 'URL')
		return { type, text, url, ...(urlExample === '' ? {} : { example: [urlExample] }) };
	if (type === 'PHONE_NUMBER') return { type, text, phone_number: phoneNumber };
	return { type, text };
}
