import { Refusal } from '../../../http/refusal';
import { unknownLists } from '../contacts/lists';
import type { TemplateUse } from '../templates/use';

/** A broadcast to contact lists as it comes in; which keys it has depends on messageType. */
export interface ListBroadcast extends Partial<TemplateUse> {
	name: string;
	broadcastType: 'broadcast';
	messageType: 'regular' | 'template';
	status: 'scheduled' | 'instant';
	contactList: string[];
	scheduleAt?: string;
	regularMessageType?: string;
	message?: string;
	caption?: string;
	/** Another name for copyCodeParam. */
	copyCode?: string;
}

/** An API campaign as it comes in. */
export interface ApiCampaign {
	name: string;
	broadcastType: 'api';
	templateName: string;
}

/**
 * The rules that a schema cannot hold.
 * @throws Refusal 400
 */
export function checkPlan(plan: ListBroadcast): void {
	checkTime(plan);
	const unknown = unknownLists(plan.contactList);
	if (unknown.length > 0) refuse(`Contact list not found: ${unknown.join(', ')}`);
	const { copyCode, copyCodeParam, messageType } = plan;
	if (copyCode !== undefined && copyCodeParam !== undefined && copyCode !== copyCodeParam) {
		refuse('copyCode and copyCodeParam differ');
	}
	if (messageType === 'regular') checkRegular(plan);
}

function checkTime({ status, scheduleAt }: ListBroadcast): void {
	if (status === 'instant') {
		if (scheduleAt !== undefined) refuse('scheduleAt is for the status scheduled only');
	} else if (scheduleAt === undefined) {
		refuse('scheduleAt is required if status is scheduled');
	} else if (Date.parse(scheduleAt) < Date.now()) {
		refuse('scheduleAt is in the past');
	}
}

function checkRegular({ regularMessageType, message, link, caption }: ListBroadcast): void {
	if (regularMessageType === 'text') {
		if (message === undefined) refuse('message is required if regularMessageType is text');
	} else if (link === undefined) {
		refuse('link is required if regularMessageType is not text');
	}
	if (regularMessageType === 'audio' && caption !== undefined) refuse('audio takes no caption');
}

/** What each contact of a template broadcast gets. */
export function templateUse(plan: ListBroadcast): TemplateUse {
	const { templateName = '', headerParams, bodyParams, urlVariables, link, filename } = plan;
	const copyCodeParam = plan.copyCodeParam ?? plan.copyCode;
	return { templateName, headerParams, bodyParams, urlVariables, copyCodeParam, link, filename };
}

/** What each contact of a regular broadcast gets, without its type. */
export function regularContent(plan: ListBroadcast): Record<string, unknown> {
	const { regularMessageType, message, link, caption, filename } = plan;
	if (regularMessageType === 'text') return { body: message };
	const named = regularMessageType === 'document' ? { filename } : {};
	return { link, caption, ...named };
}

function refuse(text: string): never {
	throw new Refusal(400, text);
}
