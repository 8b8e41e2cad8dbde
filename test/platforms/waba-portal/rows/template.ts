import type { Row } from '../../../support/row';
import { byId, byName, nothing, numbered, refused } from './values';
import { orderUpdate, sampleValues } from './template-form';
import { refusedTemplates } from './template-refused';

export const templateRows: Row[] = [
	{
		operation: 'template.getMany',
		parameters: { returnAll: true },
		request: { method: 'GET', path: '/templates' },
	},
	{
		operation: 'template.getMany',
		name: 'cuts the one list that there is at the limit',
		parameters: { returnAll: false, limit: 2 },
		request: { method: 'GET', path: '/templates' },
		answer: { body: { data: numbered(0, 3) } },
		output: numbered(0, 2),
	},
	{
		operation: 'template.getMany',
		name: 'fails when the answer holds no list',
		parameters: { returnAll: true },
		request: { method: 'GET', path: '/templates' },
		answer: { body: { templates: [] } },
		error: 'no list at "data"',
	},
	{
		operation: 'template.create',
		name: 'makes the sample "Template With Text Header"',
		parameters: {
			...orderUpdate,
			headerText: 'Order Update',
			footerText: 'Thank you for shopping',
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'order_update',
				category: 'UTILITY',
				language: 'en',
				components: [
					{ type: 'HEADER', format: 'TEXT', text: 'Order Update' },
					{
						type: 'BODY',
						text: 'Hi {{1}}, your order {{2}} has been shipped!',
						example: { body_text: [['John', 'ORD-12345']] },
					},
					{ type: 'FOOTER', text: 'Thank you for shopping' },
				],
			},
		},
	},
	{
		operation: 'template.create',
		name: 'makes the sample "Without Variables"',
		parameters: {
			templateName: 'simple_greeting',
			category: 'MARKETING',
			templateLanguage: 'en',
			headerText: 'Welcome to Our Store',
			bodyText: 'Thank you for visiting! Check out our latest products.',
			footerText: 'Reply STOP to unsubscribe',
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'simple_greeting',
				category: 'MARKETING',
				language: 'en',
				components: [
					{ type: 'HEADER', format: 'TEXT', text: 'Welcome to Our Store' },
					{ type: 'BODY', text: 'Thank you for visiting! Check out our latest products.' },
					{ type: 'FOOTER', text: 'Reply STOP to unsubscribe' },
				],
			},
		},
	},
	{
		operation: 'template.create',
		name: 'makes the sample "Simple Template (Body Only)"',
		parameters: {
			templateName: 'simple_welcome',
			bodyText: 'Thank you for contacting us. We will get back to you shortly.',
			footerText: 'Reply STOP to unsubscribe',
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'simple_welcome',
				category: 'UTILITY',
				language: 'en',
				components: [
					{
						type: 'BODY',
						text: 'Thank you for contacting us. We will get back to you shortly.',
					},
					{ type: 'FOOTER', text: 'Reply STOP to unsubscribe' },
				],
			},
		},
	},
	{
		operation: 'template.create',
		name: 'makes the sample "With Variables & Buttons"',
		parameters: {
			...orderUpdate,
			headerText: 'Order Update',
			bodyText: 'Hello {{1}}, your order {{2}} has been shipped!\nExpected delivery: {{3}}',
			bodyExamples: sampleValues('John', 'ORD-12345', 'Tomorrow'),
			footerText: 'Thank you for shopping with us',
			buttons: {
				button: [
					{ type: 'QUICK_REPLY', text: 'Track Order' },
					{
						type: 'URL',
						text: 'View Details',
						url: 'https://example.com/orders/{{1}}',
						urlExample: 'ORD-12345',
					},
					{ type: 'PHONE_NUMBER', text: 'Call Support', phoneNumber: '+919876543210' },
				],
			},
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'order_update',
				category: 'UTILITY',
				language: 'en',
				components: [
					{ type: 'HEADER', format: 'TEXT', text: 'Order Update' },
					{
						type: 'BODY',
						text: 'Hello {{1}}, your order {{2}} has been shipped!\nExpected delivery: {{3}}',
						example: { body_text: [['John', 'ORD-12345', 'Tomorrow']] },
					},
					{ type: 'FOOTER', text: 'Thank you for shopping with us' },
					{
						type: 'BUTTONS',
						buttons: [
							{ type: 'QUICK_REPLY', text: 'Track Order' },
							{
								type: 'URL',
								text: 'View Details',
								url: 'https://example.com/orders/{{1}}',
								example: ['ORD-12345'],
							},
							{ type: 'PHONE_NUMBER', text: 'Call Support', phone_number: '+919876543210' },
						],
					},
				],
			},
		},
	},
	{
		operation: 'template.create',
		name: 'makes the sample "Template With Variables" from JSON',
		parameters: {
			templateName: 'personalized_greeting',
			category: 'MARKETING',
			templateLanguage: 'en',
			specifyComponents: 'json',
			componentsJson: JSON.stringify([
				{
					type: 'BODY',
					text: 'Hi {{1}}, welcome to {{2}}! Your account is now active.',
					example: { body_text: [['John', 'Acme Corp']] },
				},
				{ type: 'FOOTER', text: 'Reply STOP to unsubscribe' },
			]),
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'personalized_greeting',
				category: 'MARKETING',
				language: 'en',
				components: [
					{
						type: 'BODY',
						text: 'Hi {{1}}, welcome to {{2}}! Your account is now active.',
						example: { body_text: [['John', 'Acme Corp']] },
					},
					{ type: 'FOOTER', text: 'Reply STOP to unsubscribe' },
				],
			},
		},
	},
	...refusedTemplates,
	{
		operation: 'template.update',
		name: "makes the platform's sample of an edit",
		parameters: {
			templateId: byId('123456789'),
			category: 'MARKETING',
			headerText: 'Spring Sale!',
			bodyText: 'Shop now through {{1}} and use code {{2}} to get {{3}} off.',
			bodyExamples: sampleValues('the end of April', '25OFF', '25%'),
			footerText: 'Use the buttons below to manage your subscriptions',
			buttons: { button: [{ type: 'QUICK_REPLY', text: 'Unsubscribe from Promos' }] },
		},
		request: {
			method: 'POST',
			path: '/templates/123456789/edit',
			body: {
				category: 'MARKETING',
				components: [
					{ type: 'HEADER', format: 'TEXT', text: 'Spring Sale!' },
					{
						type: 'BODY',
						text: 'Shop now through {{1}} and use code {{2}} to get {{3}} off.',
						example: { body_text: [['the end of April', '25OFF', '25%']] },
					},
					{ type: 'FOOTER', text: 'Use the buttons below to manage your subscriptions' },
					{
						type: 'BUTTONS',
						buttons: [{ type: 'QUICK_REPLY', text: 'Unsubscribe from Promos' }],
					},
				],
			},
		},
	},
	{
		operation: 'template.update',
		name: 'keeps the category that the template has',
		parameters: { templateId: byId('123456789'), bodyText: 'Hi' },
		request: [
			{ method: 'GET', path: '/templates' },
			{
				method: 'POST',
				path: '/templates/123456789/edit',
				body: { category: 'MARKETING', components: [{ type: 'BODY', text: 'Hi' }] },
			},
		],
		answer: [
			{
				body: {
					data: [
						{ id: '1', category: 'UTILITY' },
						{ id: '123456789', category: 'MARKETING' },
					],
				},
			},
			{ body: { success: true } },
		],
		output: [{ success: true }],
	},
	{
		operation: 'template.update',
		name: 'changes nothing when there is no template with the ID',
		parameters: { templateId: byId('9'), bodyText: 'Hi' },
		request: { method: 'GET', path: '/templates' },
		answer: { body: { data: [{ id: '1', category: 'UTILITY' }] } },
		error: 'there is no template with the ID 9 and a category to keep',
	},
	{
		operation: 'template.update',
		name: 'changes nothing when the category cannot be read',
		parameters: { templateId: byId('9'), bodyText: 'Hi' },
		request: { method: 'GET', path: '/templates' },
		answer: { status: 403, body: { error: 'Forbidden' } },
		error: 'the category could not be read: Forbidden',
	},
	refused(
		'template.update',
		'by its name',
		{ templateId: byId('spring_sale'), bodyText: 'Hi' },
		'"Template" must be the numeric ID',
	),
	{
		operation: 'template.delete',
		parameters: { templateName: byName('welcome_message') },
		request: { method: 'DELETE', path: '/templates/welcome_message' },
		output: [{ deleted: true }],
	},
	{
		operation: 'template.delete',
		name: 'keeps a name with odd characters in one path segment',
		parameters: { templateName: byName('a/b?c#d') },
		request: { method: 'DELETE', path: '/templates/a%2Fb%3Fc%23d' },
	},
	refused(
		'template.delete',
		'with two dots for a name',
		{ templateName: byName('..') },
		'"Template Name"',
	),
	refused(
		'template.delete',
		'without a name',
		{ templateName: byName(nothing) },
		'"Template Name" is empty',
	),
];
