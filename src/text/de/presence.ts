export * from '../en/presence.ts'
