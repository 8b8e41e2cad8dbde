/** What the control API takes and gives (control/openapi.yaml), and what the sandbox keeps. */

export type Direction = 'inbound' | 'outbound';
export type Status = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

export type Payload = Record<string, unknown>;

/** The content of a message as Meta has it, keyed by type: `{ text: { body } }`; `context` may stand beside it. */
export type Content = { text?: { body: string } } & Record<string, unknown>;

/** A platform, as its user has to know it. */
export interface PlatformView {
	/** Such as waba-portal. */
	id: string;
	/** The vendor's own name. */
	name: string;
	baseUrl: string;
	apiKey: string;
	phoneNumber: string;
}

export interface MessageView {
	/** The platform's own id. */
	id: string;
	waMessageId: string;
	direction: Direction;
	/** Of what a customer wrote. */
	from?: string;
	/** Of what the business sent. */
	to?: string;
	type: string;
	content: Content;
	status: Status;
	errors?: unknown[];
	/** ISO. */
	timestamp: string;
}

export interface ConversationView {
	phoneNumber: string;
	contactName: string | null;
	/** How many. */
	messages: number;
	unreadCount: number;
	/** ISO. */
	lastMessageAt: string;
	windowOpen: boolean;
	typing: boolean;
}

/** What the state of every platform holds. */
export interface SandboxState {
	messages: MessageView[];
	conversations: Array<Record<string, unknown>>;
	templates: Array<Record<string, unknown>>;
	settings: Record<string, unknown>;
}

/** What a customer writes. */
export interface InboundMessage {
	/** 7 to 15 digits. */
	from: string;
	name?: string;
	/** Default: the type of `message`, else text. */
	type?: string;
	/** Of a text message. */
	text?: string;
	/** Anything but a text, as WhatsApp has it: `{ type, [type]: {…}, context?: { id } }`. */
	message?: Record<string, unknown>;
	/** false: no webhook. Default true. */
	deliver?: boolean;
}

/** One try of a webhook. */
export interface Attempt {
	/** ISO, the real time. */
	at: string;
	/** The receiver's HTTP status; null when there was no answer. */
	status: number | null;
	statusText: string;
	durationMs: number;
	/** What the receiver answered, its first 2,000 characters. */
	body: string;
	/** Why there was no answer. */
	error: string | null;
}

/** One webhook, with every try. */
export interface Delivery {
	id: string;
	url: string;
	/** `normal`, `test`, or what was asked for: duplicate, forged, ... */
	kind: string;
	/** The vendor's word for the event. */
	event: string;
	attempts: Attempt[];
	state: 'pending' | 'delivered' | 'failed';
	payload: Payload;
}

/** The ways in which a webhook can be other than the platform would send it. */
export type SpecialKind =
	'duplicate' | 'forged' | 'tampered' | 'unsigned' | 'late' | 'future' | 'reserialised';

export interface SpecialDelivery {
	kind: SpecialKind;
	/** The delivery whose payload is used. */
	of?: string;
	/** Of late and future; 7200 unless given. */
	ageSeconds?: number;
}

/** What goes wrong: see control/openapi.yaml for the meaning of each kind. */
export interface Fault {
	id: number;
	method?: string;
	/** Prefix of the path below the API's base, such as /messages/text. */
	path?: string;
	/** The `to` of the request's body, which may be a number there. */
	to?: string;
	/** Matching requests that pass unharmed before the first that is hit. */
	skip: number;
	/** How many requests are hit. */
	times: number;
	/** Only requests that send a message. */
	sends?: boolean;
	kind: 'status' | 'slow' | 'cutBefore' | 'cutAfter' | 'statusAfter' | 'undeliverable';
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	delayMs?: number;
}

/** A file that came in a form, as it is kept: the hash of its bytes shows whether they came unchanged. */
export interface FormFile {
	filename: string;
	mimeType: string;
	size: number;
	/** Hexadecimal. */
	sha256: string;
	/** The first 16 bytes, hexadecimal. */
	start: string;
}

/** A call of the platform's API. */
export interface RequestEntry {
	/** ISO, the real time. */
	at: string;
	method: string;
	/** Below the API's base, still percent-encoded. */
	path: string;
	query: Record<string, unknown>;
	body: unknown;
	/** Of a form, by field. */
	files?: Record<string, FormFile>;
	/** null until answered, and for good when the connection was cut. */
	status: number | null;
	fault?: string;
}

/** An example workflow that the phone's page can start, where somebody has offered it to the sandbox. */
export interface PlayableExample {
	id: string;
	platformId: string;
	name: string;
	/** Gives the customer on whose phone something happens now; an Error says why nothing does. */
	play(): Promise<{ contact: string }>;
}

/** A message as WhatsApp draws it, whatever the platform calls its parts. */
export interface Drawing {
	header?: string;
	media?: DrawnMedia;
	/** With WhatsApp's marks for bold and so on. */
	text?: string;
	footer?: string;
	location?: { latitude: number; longitude: number; name?: string; address?: string };
	/** Of a limited-time offer. */
	offer?: { text: string; expiresAt?: string };
	/** Of a product message, an order, or the one on the front of a catalog. */
	products?: DrawnProduct[];
	cards?: Drawing[];
	buttons?: DrawnButton[];
	/** WhatsApp's id of the message that this one answers. */
	replyTo?: string;
}

export interface DrawnMedia {
	type: 'image' | 'video' | 'audio' | 'document' | 'sticker';
	link?: string;
	filename?: string;
}

export interface DrawnProduct {
	retailerId: string;
	catalogId: string;
	name: string;
	price?: number;
	currency?: string;
	image?: string;
	/** In an order. */
	quantity?: number;
}

/** What a customer sends, as `message` of an InboundMessage has it. */
export type Answer = Record<string, unknown> & { type: string };

/** What stands below a message. `reply` and the rows of a list say what a tap sends. */
export type DrawnButton =
	| { kind: 'reply'; title: string; answer: Answer }
	| { kind: 'url'; title: string; url: string }
	| { kind: 'phone'; title: string; phone: string }
	| { kind: 'copy'; title: string; code: string }
	| { kind: 'list'; title: string; sections: DrawnSection[] }
	| {
			kind: 'products';
			title: string;
			sections: Array<{ title?: string; products: DrawnProduct[] }>;
	  }
	| { kind: 'location' | 'flow'; title: string }
	| { kind: 'address'; title: string; country?: string; values: Record<string, string> };

export interface DrawnSection {
	title?: string;
	rows: Array<{ title: string; description?: string; answer: Answer }>;
}
