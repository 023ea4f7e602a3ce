/** Starts the page. */
import { createRoot } from 'react-dom/client'
import { fetchSetup } from './api.ts'
import { App } from './app.tsx'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App setup={await fetchSetup()} />)
