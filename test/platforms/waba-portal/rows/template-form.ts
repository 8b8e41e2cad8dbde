export const sampleValues = (...texts: string[]) => ({ value: texts.map((text) => ({ text })) });

/** The form of a template that is right as it is. */
export const orderUpdate = {
	templateName: 'order_update',
	category: 'UTILITY',
	templateLanguage: 'en',
	specifyComponents: 'fields',
	bodyText: 'Hi {{1}}, your order {{2}} has been shipped!',
	bodyExamples: sampleValues('John', 'ORD-12345'),
};
