import helmet from 'helmet'
import type { RequestHandler } from 'express'

/**
 * The header set of every answer, errors included. Written out because helmet's defaults break an onion service
 * (upgrade-insecure-requests) and form posts (no-referrer makes browsers send `Origin: null`).
 */
export function headers({ https }: { https: boolean }): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'style-src': ["'self'"],
          'img-src': ["'self'"],
          'font-src': ["'self'"],
          'form-action': ["'self'"],
          'base-uri': ["'none'"],
          'frame-ancestors': ["'none'"],
        },
      },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: https && { maxAge: 63_072_000, includeSubDomains: true, preload: true },
      xFrameOptions: { action: 'deny' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      crossOriginEmbedderPolicy: false,
    }),
    (_req, res, next) => {
      res.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
      res.set('Cache-Control', 'no-store')
      res.set('X-Robots-Tag', 'noindex')
      next()
    },
  ]
}
