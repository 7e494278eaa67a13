import type { RequestHandler } from 'express'
import { Router } from 'express'
import { isLanguage } from '../i18n'
import { ownPath, path } from './path'

export const languagePath = path('/language/:language')

const cookieValue = (header: string | undefined, name: string) =>
  header
    ?.split(/;\s*/)
    .find(pair => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** The language chosen last, else the first of ours the browser asks for. */
export const chooseLanguage: RequestHandler = (req, _res, next) => {
  const chosen = cookieValue(req.headers.cookie, 'language')
  const asked = req.acceptsLanguages(['en', 'ru', 'kk'])
  req.language = isLanguage(chosen) ? chosen : isLanguage(asked) ? asked : 'en'
  next()
}

/** A link, not a form: choosing a language changes nothing but how pages read. */
export function languageRoutes({ https, allow }: { https: boolean; allow: RequestHandler }): Router {
  const routes = Router()
  routes.get(languagePath.pattern, allow, (req, res) => {
    const language = req.params.language
    if (isLanguage(language))
      res.cookie('language', language, {
        sameSite: 'strict',
        httpOnly: true,
        secure: https,
        path: '/',
        maxAge: 31_536_000_000,
      })
    res.redirect(303, ownPath(req.query.back))
  })
  return routes
}
