export * from '../en/group.ts'
