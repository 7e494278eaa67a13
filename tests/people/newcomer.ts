import { generateSync } from 'otplib'
import { Browser, type Page } from '../setup/browser-of-tests'
import type { Office } from '../setup/office'
import type { Person } from '../setup/people'

export const newPassword = 'три ложки соли и один ключ'

/** The administrator fills the form of an invitation and reads the link off the page. */
export async function invites(office: Office, login: string, roles: string[], organisation = 'adl'): Promise<string> {
  const organisationId = office.organisations[organisation as 'adl']
  const page = await office.saule.fills('/users/new', { name: `New ${login}`, login, organisationId, roles })
  if (page.status !== 200) throw new Error(`Not invited: ${page.errors.join('; ')} ${page.text}`)
  return page.$('#link').text().trim()
}

/** A new way in for somebody who has lost everything. */
export async function invitesAgain(office: Office, person: Pick<Person, 'id'>): Promise<string> {
  const page = await office.saule.fills(`/users/${person.id}`, {}, `form[action="/users/${person.id}/invitation"]`)
  return page.$('#link').text().trim()
}

/** Somebody with a one-time link in the hand, and a browser that has never been here. */
export class Newcomer extends Browser {
  secret = ''
  recoveryCode = ''

  constructor(
    private readonly office: Office,
    readonly login: string,
    public password = newPassword,
  ) {
    super(office.origin)
  }

  code(): string {
    return generateSync({ secret: this.secret, epoch: Math.floor(this.office.now.getTime() / 1000) })
  }

  /** Opens the link and sets a password; the page with the recovery code and the second factor comes back. */
  async choosesPassword(link: string, password = this.password): Promise<Page> {
    const page = await this.fills(link, { password })
    this.password = password
    this.secret = page.$('#secret').text().replace(/\s/g, '')
    this.recoveryCode = page.$('#recovery-code').text().trim()
    return page
  }

  /** The whole way: password, printed code, authenticator. Leaves the page with the spare codes open. */
  async enters(link: string): Promise<Page> {
    await this.choosesPassword(link)
    return this.submits({ code: this.code(), lastFour: this.recoveryCode.slice(-4) })
  }

  async signsIn(): Promise<Page> {
    await this.fills('/sign-in', { login: this.login, password: this.password })
    return this.submits({ code: this.code() })
  }
}
