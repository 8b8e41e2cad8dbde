/** Refusals of limits, which also name a window of 24 hours, say one of these before it. */
const NO_LIMIT = String.raw`(?<!\b(?:limit|quota|rate|rolling)\b[^.]{0,40})`;
const HOURS = String.raw`24.?h\w*`;
const GAP = String.raw`[\s_-]`;

/**
 * How a platform says that the 24-hour window is closed: Meta's code 131047 and its texts, and WABA Portal's page
 * ("Outside 24-hour messaging window"). The other pages print no text: that theirs says it in one of these ways is
 * assumed. A text that only names 24 hours, or a limit in them, is none.
 */
export const CLOSED_WINDOW = new RegExp(
	[
		String.raw`\b131047\b|re-?engagement message`,
		String.raw`outside[^.]{0,60}(?:24.?h|window|session)`,
		String.raw`${NO_LIMIT}inside[^.]{0,20}${HOURS}${GAP}window`,
		String.raw`${NO_LIMIT}${HOURS}${GAP}(?:customer|messaging|service|care|conversation|session)\b[\s\w-]{0,20}window(?! limit)`,
		String.raw`${NO_LIMIT}(?:${HOURS}|messaging|service|care|session|conversation)${GAP}(?:window|session)[^.]{0,40}(?:closed|expired|elapsed|ended|passed|not open|not active|inactive|\bover\b)`,
		String.raw`(?:closed|expired|no active|no open)[^.]{0,30}(?:${HOURS}|messaging|service|care|conversation)${GAP}(?:window|session)`,
		String.raw`${HOURS} (?:have |has )?(?:already )?(?:passed|elapsed|since)|(?:more|older) than ${HOURS}[^.]{0,20}(?:ago|old|since|last)`,
		String.raw`last[^.]{0,20}(?:message|repl)[^.]{0,30}(?:more|older|longer) than ${HOURS}`,
		String.raw`within[^.]{0,10}${HOURS}[^.]{0,40}(?:last|customer|user|recipient)[^.]{0,20}(?:message|repl|response)`,
		String.raw`(?:customer|user|contact|recipient)[^.]{0,20}(?:not|n't|never)[^.]{0,30}last ${HOURS}|no (?:message|repl)[^.]{0,40}last ${HOURS}`,
	].join('|'),
	'i',
);
