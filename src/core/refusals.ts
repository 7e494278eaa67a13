/**
 * What the program will not do, said to the person: a key of the texts and its values, no HTTP and no words.
 * `web/errors.ts` turns each into a status and a page. Everything else that is thrown is a bug.
 */
export abstract class Refusal extends Error {
  constructor(
    readonly key: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(key)
  }
}

/** It is not there, or not there for this person: the two are never told apart. */
export class NotFound extends Refusal {
  constructor(key = 'common.errors.notFound') {
    super(key)
  }
}

export class NotAllowed extends Refusal {}

/** Somebody changed it in between, or the state forbids it. `difference` is what the page shows of the two versions. */
export class Conflict extends Refusal {
  constructor(
    key: string,
    values: Record<string, string | number> = {},
    readonly difference: readonly object[] = [],
  ) {
    super(key, values)
  }
}

/** What was sent cannot be taken; `fields` are the messages, by name of the field. */
export class Rejected extends Refusal {
  constructor(
    key: string,
    values: Record<string, string | number> = {},
    readonly fields: Record<string, string> = {},
  ) {
    super(key, values)
  }
}

/** Too much at once, or locked for longer than we wait: nothing was done, try again. */
export class Busy extends Refusal {
  constructor(
    key = 'common.errors.busy',
    readonly retryAfterSeconds = 5,
  ) {
    super(key)
  }
}

/** No room on the disk: nothing was done. */
export class Full extends Refusal {
  constructor(key = 'common.errors.full') {
    super(key)
  }
}

/** The disk failed under what was to be kept: nothing was done, and somebody must look at the machine. */
export class DiskFailed extends Refusal {
  constructor(override readonly cause: unknown) {
    super('common.errors.diskFailed')
  }
}
