import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// What was compiled for one start serves for the next, which takes a third less time. Beside the packages, where nobody
// writes who may not change the program itself; where that cannot be written to, nothing is kept.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
await import('./main-program.ts')
