import type { Account } from '../../../account/account';
import { Refusal } from '../../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../../http/types';
import type { Contact, Contacts } from '../contacts/contacts';
import type { Outbox } from '../messages/messages';
import { created, newId, ok, Records } from '../records/records';
import type { Templates } from '../templates';
import { Campaign, type CampaignPlan, type CampaignStatus, type Audience } from './campaign';

const SAMPLE = 5;

/** The broadcasts. Only contacts who opted in get one. */
export class Campaigns {
	private readonly records = new Records<Campaign>('Campaign');

	constructor(
		private readonly account: Account,
		private readonly contacts: Contacts,
		private readonly templates: Templates,
		private readonly outbox: Outbox,
	) {}

	readonly operations: Operations = {
		'campaign.getMany': (call) => this.list(call),
		'campaign.create': ({ body }) => this.create(body as CampaignPlan),
		'campaign.get': ({ params }) => ok(this.records.get(params.id).view()),
		'campaign.pause': (call) => this.move(call, ['running'], (campaign) => campaign.pause()),
		'campaign.resume': (call) => this.move(call, ['paused'], (campaign) => campaign.resume()),
		'campaign.cancel': (call) =>
			this.move(call, ['scheduled', 'running', 'paused'], (campaign) => campaign.cancel()),
		'campaign.previewAudience': ({ body }) =>
			this.preview((body as { audience: Audience }).audience),
	};

	snapshot(): unknown[] {
		return [...this.records].map((campaign) => campaign.view());
	}

	private list(call: OperationCall): Reply {
		const { status } = call.query;
		return this.records.page(call, {
			wanted: (campaign) => !status || campaign.status === status,
			view: (campaign) => campaign.view(),
		});
	}

	private create(plan: CampaignPlan): Reply {
		const { name, language, variables = [] } = plan.template;
		const text = this.templates.text(plan.template);
		resolved(this.contacts, plan.audience);
		const campaign = new Campaign(newId('cmp'), plan, this.account, {
			recipients: () => optedIn(resolved(this.contacts, plan.audience)).map(({ phone }) => phone),
			send: (to) => this.outbox.send(to, 'template', { name, language, variables, text }),
		});
		return created(this.records.add(campaign.id, campaign).view());
	}

	private move(
		{ params }: OperationCall,
		from: CampaignStatus[],
		action: (campaign: Campaign) => void,
	): Reply {
		const campaign = this.records.get(params.id);
		if (!from.includes(campaign.status)) {
			throw new Refusal(409, `The campaign is ${campaign.status}, not ${from.join(' or ')}`);
		}
		action(campaign);
		return ok(campaign.view());
	}

	private preview(audience: Audience): Reply {
		const all = resolved(this.contacts, audience);
		return ok({ total: all.length, optedIn: optedIn(all).length, sample: all.slice(0, SAMPLE) });
	}
}

/**
 * The contacts an audience stands for, opted in or not.
 * @throws Refusal 400 for the id of no contact
 */
export function resolved(contacts: Contacts, audience: Audience): Contact[] {
	switch (audience.kind) {
		case 'all':
			return [...contacts];
		case 'tags':
			return [...contacts].filter(({ tags }) => audience.tags.some((tag) => tags.includes(tag)));
		case 'contacts':
			return [...new Set(audience.contactIds)].map((id) => {
				const contact = contacts.find(id);
				if (!contact) throw new Refusal(400, `Unknown contact ${id} in the audience`);
				return contact;
			});
	}
}

export function optedIn(audience: Contact[]): Contact[] {
	return audience.filter((contact) => contact.optedIn);
}
