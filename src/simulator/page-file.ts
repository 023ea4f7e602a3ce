/** The files of the page: its source through Vite, so that no build step is needed, and the pictures of emoji. */
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'

export type PageFiles = {
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  close(): Promise<void>
}

const ROOT = join(import.meta.dirname, 'page')
const EMOJI = dirname(fileURLToPath(import.meta.resolve('@twemoji/svg/package.json')))

/** Nothing but the page's own scripts and styles runs; pictures may come from elsewhere, as in Slack. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' https: http: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Opens Vite over the page's folder. It writes into `cacheDir` only and needs no network. */
export async function openPageFiles(cacheDir: string): Promise<PageFiles> {
  const nodeEnv = process.env.NODE_ENV
  const vite = await createVite({
    root: ROOT,
    cacheDir,
    configFile: false,
    envDir: false,
    publicDir: false,
    appType: 'custom',
    mode: 'production',
    logLevel: 'error',
    clearScreen: false,
    server: { middlewareMode: true, ws: false, hmr: false, watch: null, fs: { allow: [ROOT, cacheDir] } },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    // React is named here, so Vite need not read the page first to find out what to prepare.
    optimizeDeps: {
      noDiscovery: true,
      include: ['react', 'react/jsx-runtime', 'react-dom', 'react-dom/client'],
      rolldownOptions: { transform: { define: { 'process.env.NODE_ENV': '"production"' } } },
    },
  })
  // Vite sets it for the whole process, and the app in this process must not notice the page.
  if (nodeEnv === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = nodeEnv
  return {
    handle: (request, response, next) => vite.middlewares(request, response, next),
    close: () => vite.close(),
  }
}

/** Sends the page itself. */
export async function sendIndex(response: ServerResponse): Promise<void> {
  const html = await readFile(join(ROOT, 'index.html'))
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY })
  response.end(html)
}

/** Sends the picture for `/emoji/1f600.svg`; 404 when there is none. */
export async function sendEmoji(response: ServerResponse, path: string): Promise<void> {
  const name = /^\/emoji\/([0-9a-f-]+\.svg)$/.exec(path)?.[1]
  const picture = name && (await readFile(join(EMOJI, name)).catch(() => undefined))
  if (!picture) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' })
  response.end(picture)
}
