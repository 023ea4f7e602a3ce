// Loaded before the bot by tests: a fault of ours, of either kind, whenever a signal asks for it.
process.on('SIGUSR2', () => {
  throw new TypeError('canary')
})
process.on('SIGHUP', () => void Promise.reject(new RangeError('canary')))
