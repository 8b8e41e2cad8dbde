/** One answer that a person can give to a question. */
export interface Choice {
	label: string;
	/** Opens a page with a button: only that button answers, so that a link preview answers nothing. */
	url: string;
	/** For the id of a button in the chat; absent where it would be too long for one. */
	token?: string;
}

/** What a person is asked, and how. */
export interface Question {
	/** The question alone, for a message whose buttons are the answers. */
	message: string;
	/** The question with a link for each answer. */
	text: string;
	choices: Choice[];
}
