import type { Flow } from './messages/flows';
import type { Template } from './templates';

const BODY_EXAMPLE = { body_text: [['Gaurav', '#1043']] };
const common = { language: 'en_US', category: 'UTILITY', rejectionReason: null } as const;

/** What a fresh account holds; the first and the last are named in the vendor's samples. */
export const seededTemplates: readonly Template[] = [
	{
		...common,
		id: 'tpl_1001',
		name: 'order_confirmation',
		status: 'approved',
		components: [
			{ type: 'BODY', text: 'Hi {{1}}, your order {{2}} is confirmed!', example: BODY_EXAMPLE },
		],
	},
	{
		...common,
		id: 'tpl_1002',
		name: 'order_tracking',
		status: 'approved',
		components: [
			{
				type: 'HEADER',
				format: 'TEXT',
				text: 'Order {{1}}',
				example: { header_text: ['#1043'] },
			},
			{
				type: 'BODY',
				text: 'Hi {{1}}, it arrives {{2}}.',
				example: { body_text: [['Gaurav', 'tomorrow']] },
			},
			{ type: 'FOOTER', text: 'Thank you for shopping' },
			{
				type: 'BUTTONS',
				buttons: [
					{
						type: 'URL',
						text: 'Track',
						url: 'https://example.com/orders/{{1}}',
						example: ['1043'],
					},
				],
			},
		],
	},
	{
		...common,
		id: 'tpl_1003',
		name: 'new_catalogue',
		category: 'MARKETING',
		status: 'approved',
		components: [
			{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['catalogue'] } },
			{
				type: 'BODY',
				text: 'Hi {{1}}, have a look at our new catalogue.',
				example: { body_text: [['Gaurav']] },
			},
		],
	},
	{
		...common,
		id: 'tpl_1004',
		name: 'spring_sale',
		category: 'MARKETING',
		status: 'rejected',
		components: [{ type: 'BODY', text: 'BUY NOW!!!' }],
		rejectionReason: 'INVALID_FORMAT',
	},
	{
		...common,
		id: 'tpl_1005',
		name: 'feedback_request',
		status: 'draft',
		components: [{ type: 'BODY', text: 'How did we do?' }],
	},
	{
		...common,
		id: 'tpl_1006',
		name: 'appointment_reminder',
		language: 'en',
		status: 'pending',
		components: [{ type: 'BODY', text: 'Your appointment is tomorrow.' }],
	},
	{
		...common,
		id: 'tpl_1007',
		name: 'diwali_offer',
		category: 'MARKETING',
		status: 'approved',
		components: [{ type: 'BODY', text: 'Happy Diwali! 20% off until Sunday.' }],
	},
];

/** Flows are made in Meta's builder, so the API can only list them. */
export const seededFlows: readonly Flow[] = [
	{
		id: 'flow_2001',
		name: 'Book an appointment',
		status: 'published',
		categories: ['APPOINTMENT_BOOKING'],
	},
	{ id: 'flow_2002', name: 'Contact us', status: 'published', categories: ['CONTACT_US'] },
	{ id: 'flow_2003', name: 'Survey', status: 'draft', categories: ['SURVEY'] },
];
