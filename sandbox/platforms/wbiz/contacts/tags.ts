import { Refusal } from '../../../http/refusal';
import type { Operations } from '../../../http/types';
import { created, Records } from '../records/records';
import type { Contacts } from './contacts';

interface Tag {
	name: string;
}

/** The vocabulary: the tags that were added to it and those that contacts have. */
export function tagOperations(contacts: Contacts): Operations {
	const tags = new Records<Tag>('Tag');
	return {
		'tag.getMany': (call) => {
			const counts = counted(contacts);
			addMissing(tags, counts);
			const view = ({ name }: Tag) => ({ name, contactCount: counts.get(name) ?? 0 });
			return tags.page(call, { view });
		},

		'tag.create': ({ body }) => {
			const { name } = body as Tag;
			const counts = counted(contacts);
			addMissing(tags, counts);
			if (tags.find(name)) throw new Refusal(409, `The tag ${name} exists`);
			tags.add(name, { name });
			return created({ name, contactCount: 0 });
		},

		'tag.delete': ({ params }) => {
			addMissing(tags, counted(contacts));
			const reply = tags.delete(params.name);
			for (const contact of contacts) {
				contact.tags = contact.tags.filter((tag) => tag !== params.name);
			}
			return reply;
		},
	};
}

function counted(contacts: Contacts): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { tags } of contacts) {
		for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
	}
	return counts;
}

/** What is used on a contact is part of the vocabulary (assumed). */
function addMissing(tags: Records<Tag>, counts: Map<string, number>): void {
	for (const name of counts.keys()) if (!tags.find(name)) tags.add(name, { name });
}
