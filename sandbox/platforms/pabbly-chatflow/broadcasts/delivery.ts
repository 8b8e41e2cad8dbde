import type { Account } from '../../../account/account';
import type { Message } from '../../../account/messages';
import type { Contact } from '../contacts/contacts';
import { settingsOf } from '../settings';

const TICK_MS = 50;

/** What a broadcast needs of the rest: who is to get it, and how one message is sent. */
export interface BroadcastTools {
	recipients(): Contact[];
	send(to: string): Message;
}

/** A broadcast to lists, which sends by itself, so many messages a second, once its time has come. */
export class BroadcastDelivery {
	state: 'scheduled' | 'live' | 'completed' = 'scheduled';
	private waiting: Contact[] = [];
	private readonly sent: Message[] = [];
	/** On the sandbox's clock. */
	private readonly dueAt: number;
	private lastTick = 0;
	/** Messages that might have been sent by now but were not, mostly less than one. */
	private credit = 0;

	/** @param scheduledFor When, or nothing for at once */
	constructor(
		private readonly id: string,
		private readonly account: Account,
		private readonly tools: BroadcastTools,
		scheduledFor?: Date,
	) {
		const wait = scheduledFor === undefined ? 0 : scheduledFor.getTime() - Date.now();
		this.dueAt = account.clock.now() + wait;
		this.tick();
	}

	/** How far it got: sent is what was taken and did not fail. */
	counters(): Record<string, number> {
		const failed = this.sent.filter(({ status }) => status === 'failed').length;
		const total = this.sent.length + this.waiting.length;
		return { total, sent: this.sent.length - failed, failed };
	}

	private tick(): void {
		if (this.state === 'scheduled' && this.account.clock.now() >= this.dueAt) this.start();
		if (this.state === 'live') this.sendDue();
		if (this.state !== 'completed') this.account.after(TICK_MS, () => this.tick());
	}

	/** Who is in the lists is asked when it starts, not when it was made (assumed). */
	private start(): void {
		this.state = 'live';
		this.waiting = this.tools.recipients();
		for (const { broadcastIds } of this.waiting) broadcastIds.push(this.id);
		this.lastTick = performance.now();
	}

	private sendDue(): void {
		const now = performance.now();
		const { broadcastPerSecond } = settingsOf(this.account);
		this.credit += ((now - this.lastTick) / 1000) * broadcastPerSecond;
		this.lastTick = now;
		while (this.credit >= 1 && this.waiting.length > 0) {
			this.credit--;
			const [{ mobile }] = this.waiting.splice(0, 1);
			this.sent.push(this.tools.send(mobile));
		}
		if (this.waiting.length === 0) this.state = 'completed';
	}
}
