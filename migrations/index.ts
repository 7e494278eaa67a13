import { Trail1763942400001 } from './20261124-01-trail'
import { Vault1763942400002 } from './20261124-02-vault'
import { People1763942400003 } from './20261124-03-people'
import { Cases1763942400004 } from './20261124-04-cases'
import { Entries1763942400005 } from './20261124-05-entries'
import { Evidence1763942400006 } from './20261124-06-evidence'
import { Classification1763942400007 } from './20261124-07-classification'
import { Statistics1763942400008 } from './20261124-08-statistics'
import { Web1763942400010 } from './20261124-10-web'
import { Persons1764115200002 } from './20261126-02-persons'
import { Team1764115200003 } from './20261126-03-team'
import { Consent1764115200004 } from './20261126-04-consent'
import { History1764115200005 } from './20261126-05-history'
import { RemediesAndCourt1764115200006 } from './20261126-06-remedies-and-court'
import { Health1764115200007 } from './20261126-07-health'
import { Carrying1764115200008 } from './20261126-08-carrying'
import { Desk1764115200009 } from './20261126-09-desk'
import { Referrals1764115200010 } from './20261126-10-referrals'
import { Patterns1764115200011 } from './20261126-11-patterns'

/** In the order in which they run. Never edit one that was released. */
export const migrations = [
  Trail1763942400001,
  Vault1763942400002,
  People1763942400003,
  Cases1763942400004,
  Entries1763942400005,
  Evidence1763942400006,
  Classification1763942400007,
  Statistics1763942400008,
  Web1763942400010,
  Persons1764115200002,
  Team1764115200003,
  Consent1764115200004,
  History1764115200005,
  RemediesAndCourt1764115200006,
  Health1764115200007,
  Carrying1764115200008,
  Desk1764115200009,
  Referrals1764115200010,
  Patterns1764115200011,
]
