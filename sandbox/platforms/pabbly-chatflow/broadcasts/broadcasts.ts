import type { Account } from '../../../account/account';
import { Refusal } from '../../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../../http/types';
import { newObjectId, success } from '../access';
import type { Contacts } from '../contacts/contacts';
import { isMeant } from '../contacts/lists';
import { metaAnswer } from '../messages/messages';
import type { Outbox } from '../messages/outbox';
import type { Templates } from '../templates/templates';
import type { TemplateUse } from '../templates/use';
import { BroadcastDelivery } from './delivery';
import {
	type ApiCampaign,
	checkPlan,
	type ListBroadcast,
	regularContent,
	templateUse,
} from './plan';

interface Broadcast {
	view: Record<string, unknown>;
	/** Of a broadcast to lists. */
	delivery?: BroadcastDelivery;
}

interface CampaignSend extends TemplateUse {
	campaignName: string;
	destination: string;
	userName: string;
	source: string;
	defaultContactFieldValues?: Record<string, string>;
}

/** Broadcasts to contact lists, and API campaigns. */
export class Broadcasts {
	private readonly all: Broadcast[] = [];

	constructor(
		private readonly account: Account,
		private readonly contacts: Contacts,
		private readonly templates: Templates,
		private readonly outbox: Outbox,
	) {}

	readonly operations: Operations = {
		'broadcast.create': ({ body }) => {
			const plan = body as ListBroadcast | ApiCampaign;
			const broadcast = plan.broadcastType === 'api' ? this.campaign(plan) : this.toLists(plan);
			this.all.push(broadcast);
			return success('Broadcast created successfully', broadcast.view);
		},
		'broadcast.sendApiCampaign': (call) => this.sendCampaign(call),
	};

	/** As they were answered, and how far they got. */
	snapshot(): unknown[] {
		return this.all.map(({ view, delivery }) => ({
			...view,
			...(delivery ? { state: delivery.state, counters: delivery.counters() } : {}),
		}));
	}

	private toLists(plan: ListBroadcast): Broadcast {
		checkPlan(plan);
		const { broadcastType, messageType, contactList, status, scheduleAt, name } = plan;
		const send = messageType === 'template' ? this.templateSender(plan) : this.regularSender(plan);
		const _id = newObjectId();
		const tools = {
			send,
			recipients: () => this.contacts.all().filter((contact) => isMeant(contact, contactList)),
		};
		const due = scheduleAt === undefined ? undefined : new Date(scheduleAt);
		const delivery = new BroadcastDelivery(_id, this.account, tools, due);
		const started = status === 'instant' ? { startedAt: new Date().toISOString() } : { scheduleAt };
		const view = {
			name,
			messageType,
			broadcastType,
			...said(plan),
			status: status === 'instant' ? 'live' : status,
			contactList,
			...started,
			_id,
			...dates(),
		};
		return { view, delivery };
	}

	/** The template is checked before anything is made. */
	private templateSender(plan: ListBroadcast): (to: string) => ReturnType<Outbox['send']> {
		const use = templateUse(plan);
		const { language, text } = this.templates.use(use);
		const content = { name: use.templateName, language, text, ...use };
		return (to) => this.outbox.send(to, 'template', content);
	}

	private regularSender(plan: ListBroadcast): (to: string) => ReturnType<Outbox['send']> {
		const content = regularContent(plan);
		return (to) => this.outbox.sendOrFail(to, plan.regularMessageType ?? 'text', content);
	}

	private campaign({ name, broadcastType, templateName }: ApiCampaign): Broadcast {
		if (this.campaignNamed(name)) throw new Refusal(400, 'A campaign with this name exists');
		const samples = this.templates.samples(templateName);
		const _id = newObjectId();
		const view = { name, broadcastType, templateName, ...samples, status: 'live', _id, ...dates() };
		return { view };
	}

	private sendCampaign({ body }: OperationCall): Reply {
		const { campaignName, destination, userName, source, ...rest } = body as CampaignSend;
		const { defaultContactFieldValues, ...use } = rest;
		const campaign = this.campaignNamed(campaignName);
		if (!campaign) throw new Refusal(404, `API campaign ${campaignName} not found`);
		if (campaign.view.templateName !== use.templateName) {
			throw new Refusal(400, `Campaign ${campaignName} has another template`);
		}
		const { language, text } = this.templates.use(use);
		if (!this.contacts.withMobile(destination)) {
			this.contacts.add(destination, source, { name: userName });
		}
		const content = { name: use.templateName, language, text, ...use, defaultContactFieldValues };
		const message = this.outbox.send(destination, 'template', content);
		const data = { ...metaAnswer(message, { message_status: 'accepted' }), code: 200 };
		return { status: 200, body: { success: 'true', data } };
	}

	private campaignNamed(name: string): Broadcast | undefined {
		return this.all.find(({ view }) => view.broadcastType === 'api' && view.name === name);
	}
}

/** What the answer repeats of the message. */
function said(plan: ListBroadcast): Record<string, unknown> {
	const { messageType, regularMessageType, message, link, caption, filename } = plan;
	if (messageType === 'regular') {
		const rest = JSON.parse(JSON.stringify({ message, link, caption, filename })) as object;
		return { regularMessage: { type: regularMessageType, ...rest } };
	}
	return JSON.parse(JSON.stringify(templateUse(plan))) as Record<string, unknown>;
}

function dates(): Record<string, unknown> {
	const now = new Date().toISOString();
	return { createdAt: now, updatedAt: now, __v: 0 };
}
