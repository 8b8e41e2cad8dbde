import type { Account } from '../../../account/account';
import type { Message } from '../../../account/messages';
import { settingsOf } from '../settings';
import type { TemplateUse } from '../templates';

export type Audience =
	{ kind: 'tags'; tags: string[] } | { kind: 'all' } | { kind: 'contacts'; contactIds: string[] };

export type CampaignStatus = 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';

export interface CampaignPlan {
	name: string;
	template: TemplateUse;
	audience: Audience;
	schedule: { mode: 'now' } | { mode: 'scheduled'; at: string };
}

/** What a campaign needs of the rest: who is to get it, and how one message is sent. */
export interface CampaignTools {
	/** The phones of those who opted in, E.164. */
	recipients(): string[];
	send(to: string): Message;
}

const TICK_MS = 50;

/** One broadcast, which sends by itself, so many messages a second, once its time has come. */
export class Campaign {
	status: CampaignStatus = 'scheduled';
	private readonly createdAt = new Date();
	private startedAt: Date | null = null;
	private completedAt: Date | null = null;
	private recipients: string[] | null = null;
	private readonly sent: Message[] = [];
	/** On the sandbox's clock. */
	private readonly dueAt: number;
	private lastTick = 0;
	/** Messages that might have been sent by now but were not, mostly less than one. */
	private credit = 0;

	constructor(
		readonly id: string,
		readonly plan: CampaignPlan,
		private readonly account: Account,
		private readonly tools: CampaignTools,
	) {
		const { schedule } = plan;
		const wait = schedule.mode === 'now' ? 0 : Date.parse(schedule.at) - Date.now();
		this.dueAt = account.clock.now() + wait;
		this.tick();
	}

	pause(): void {
		this.status = 'paused';
	}

	resume(): void {
		this.status = 'running';
		this.lastTick = performance.now();
	}

	cancel(): void {
		this.status = 'cancelled';
		this.completedAt = new Date();
	}

	view(): Record<string, unknown> {
		const { id, plan, status } = this;
		return {
			id,
			...plan,
			status,
			counters: this.counters(),
			createdAt: this.createdAt.toISOString(),
			startedAt: this.startedAt?.toISOString() ?? null,
			completedAt: this.completedAt?.toISOString() ?? null,
		};
	}

	private counters(): Record<string, number> {
		const count = (...statuses: Array<Message['status']>) =>
			this.sent.filter(({ status }) => statuses.includes(status)).length;
		const failed = count('failed');
		return {
			total: (this.recipients ?? this.tools.recipients()).length,
			sent: this.sent.length - failed,
			delivered: count('delivered', 'read'),
			read: count('read'),
			failed,
		};
	}

	/** Goes on until the campaign is over. */
	private tick(): void {
		if (this.status === 'scheduled' && this.account.clock.now() >= this.dueAt) this.start();
		if (this.status === 'running') this.sendDue();
		if (this.status !== 'completed' && this.status !== 'cancelled') {
			this.account.after(TICK_MS, () => this.tick());
		}
	}

	private start(): void {
		this.status = 'running';
		this.startedAt = new Date();
		this.recipients = this.tools.recipients();
		this.lastTick = performance.now();
	}

	private sendDue(): void {
		const recipients = this.recipients ?? [];
		const now = performance.now();
		const { campaignPerSecond } = settingsOf(this.account);
		this.credit += ((now - this.lastTick) / 1000) * campaignPerSecond;
		this.lastTick = now;
		while (this.credit >= 1 && this.sent.length < recipients.length) {
			this.credit--;
			this.sent.push(this.tools.send(recipients[this.sent.length]));
		}
		if (this.sent.length < recipients.length) return;
		this.status = 'completed';
		this.completedAt = new Date();
	}
}
