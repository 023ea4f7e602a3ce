export * from '../en/bus-stop.ts'
