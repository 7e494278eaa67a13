import express, { type Express, type Request } from 'express'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from './config'
import type { Clock, InWork } from './core'
import { NotFound, newId, packageRoot, version } from './core'
import type { Gate } from './database'
import type { Texts } from './i18n'
import { feedRoutes } from './cases'
import { codebookWords } from './codebook'
import { carryingPaths } from './carrying'
import { featureRoutes } from './features'
import { navigation } from './navigation'
import {
  cookiesFor,
  forgottenRoutes,
  idleMinutes,
  invitationRoutes,
  openSessions,
  ratesOn,
  sessionsOn,
  signInRequired,
  signInRoutes,
  type PeopleDoors,
} from './people'
import { unitText } from './statistics'
import { readingWatch } from './reading-watch'
import { viewsNotedBy } from './trail'
import type { FileStore, HostKeys } from './vault'
import { passwordsOn } from './vault'
import { webOn } from './web'
import { sameSite, tokenRequired } from './web/csrf'
import { errorPages, faultsInto } from './web/errors'
import { headers } from './web/headers'
import { chooseLanguage, languageRoutes } from './web/language'
import { logLines } from './web/log-lines'
import { noNul } from './web/path'
import { createViews } from './web/views'

/** Everything from outside that the program stands on; tests hand in a moved clock and a failing disk. */
export interface Doors {
  readonly config: Config
  readonly gate: Gate
  readonly inWork: InWork
  readonly host: HostKeys
  readonly files: FileStore
  readonly texts: Texts
  readonly clock: Clock
  readonly log: Logger
}

/** The staff face: middleware in order, features mounted one per line. */
export function createStaffApp(doors: Doors): Express {
  const { config, gate, inWork, host, clock, log } = doors
  const cookies = cookiesFor(config.https)
  const sessions = sessionsOn(gate, host, clock)
  const people: PeopleDoors = {
    gate,
    inWork,
    host,
    clock,
    cookies,
    sessions,
    https: config.https,
    demonstration: config.mode === 'demonstration',
    passwords: passwordsOn(host, config),
    rates: ratesOn(gate, host, clock),
  }
  const noteFault = faultsInto(log)
  const web = webOn({
    noteFault,
    gate,
    inWork,
    clock,
    views: createViews(doors.texts, language => ({
      version,
      idleMinutes,
      demo: config.mode === 'demonstration',
      unitText,
      ...codebookWords(language),
    })),
    noteView: viewsNotedBy(gate, inWork, clock, readingWatch(config.unusualReading)),
    furniture: (req: Request) => ({
      actor: req.actor,
      csrfToken: req.session?.csrfToken,
      once: newId(),
      url: req.originalUrl,
      nav: navigation(req),
      now: clock(),
    }),
  })

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag') // nothing of ours may be kept, so nothing is asked for again by a mark
  app.set('query parser', 'simple')
  app.use((req, _res, next) => {
    req.reference = randomBytes(5).toString('hex')
    req.language = 'en'
    next()
  })
  app.use(logLines(log, clock))
  app.use(headers(config))
  app.use(
    '/assets',
    express.static(join(packageRoot, 'public'), {
      maxAge: '1h',
      index: false,
      redirect: false,
      acceptRanges: false,
      setHeaders: res => res.setHeader('Cache-Control', 'public, max-age=3600'),
    }),
  )
  app.use(chooseLanguage, noNul, sameSite, openSessions(sessions, cookies, host))
  app.use((req, res, next) => {
    const body = (req.actor ?? req.token) ? signedInBody : visitorsBody
    body(req, res, next)
  })
  app.use(languageRoutes({ https: config.https, allow: web.allow('anyone') }))
  app.use(tokenRequiredUnlessSignedOut)
  app.use(signInRoutes(web, people))
  app.use(forgottenRoutes(web, people))
  app.use(invitationRoutes(web, people))
  app.use(feedRoutes(web, people, doors.texts))
  app.use(signInRequired(web, sessions, host))
  app.use(tokenRequiredOfForms)
  app.use(featureRoutes(web, doors, people))
  app.use(() => {
    throw new NotFound()
  })
  app.use(errorPages(web.draw, noteFault))
  return app
}

const form = (limit: string) => express.urlencoded({ extended: false, parameterLimit: 2000, limit })
/** Long statements are told what is wrong with them on their own page: they must get in for that. */
const signedInBody = form('32mb') // ten megabytes of Cyrillic, each letter six characters in a form
const visitorsBody = form('64kb')

const isMultipart = (req: Request) => req.is('multipart/form-data') !== false

/** Forms of visitors are checked here; those of a session that has ended are checked by the page that carries them on. */
const tokenRequiredUnlessSignedOut: express.RequestHandler = (req, res, next) => {
  const visitors =
    ['/sign-in', '/sign-in/code', '/forgotten', '/sign-out', '/lock'].includes(req.path) ||
    req.path.startsWith('/invitation/')
  if (visitors) tokenRequired(req, res, next)
  else next()
}

/** The bodies of uploads have not been read yet: their token is checked while they arrive, and again when the form is taken. */
const tokenRequiredOfForms: express.RequestHandler = (req, res, next) => {
  const arrives = isMultipart(req) && (req.path.startsWith('/evidence/of/') || req.path === carryingPaths.in())
  if (arrives) next()
  else tokenRequired(req, res, next)
}
