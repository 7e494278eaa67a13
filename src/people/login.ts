/** A login name as it is looked up: no matter of capitals or of how the letters were composed. */
export const foldLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()
