import type { Template } from './templates';

/** What a fresh project holds. The first is the vendor's own sample. */
export const seededTemplates: readonly Template[] = [
	{
		id: '123456789',
		name: 'order_confirmation',
		status: 'APPROVED',
		category: 'UTILITY',
		language: 'en',
		components: [
			{ type: 'HEADER', format: 'IMAGE' },
			{ type: 'BODY', text: 'Hi {{1}}, your order {{2}} is confirmed!' },
			{ type: 'FOOTER', text: 'Thank you for shopping' },
			{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Track Order' }] },
		],
	},
	{
		id: '234567890',
		name: 'spring_sale',
		status: 'REJECTED',
		category: 'MARKETING',
		language: 'en',
		components: [{ type: 'BODY', text: 'BUY NOW!!! {{1}} {{2}}' }],
	},
	{
		id: '345678901',
		name: 'welcome_message',
		status: 'APPROVED',
		category: 'UTILITY',
		language: 'en',
		components: [
			{ type: 'BODY', text: 'Thank you for contacting us. We will get back to you shortly.' },
			{ type: 'FOOTER', text: 'Reply STOP to unsubscribe' },
		],
	},
	{
		id: '456789012',
		name: 'appointment_reminder',
		status: 'PENDING',
		category: 'UTILITY',
		language: 'en_US',
		components: [{ type: 'BODY', text: 'Your appointment is tomorrow.' }],
	},
];
