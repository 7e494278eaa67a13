/** A workbook that cannot be read at all. */
export class Unreadable extends Error {
  /** The key of why, under `carrying.wrong`. */
  constructor(readonly why: 'noWorkbook' | 'oldWorkbook' | 'tooLong' | 'noSheet') {
    super(why)
  }
}
