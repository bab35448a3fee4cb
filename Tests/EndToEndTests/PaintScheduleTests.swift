import Testing

@testable import perch

struct PaintScheduleTests {
  @Test func `Rows are painted thirty times a second, what somebody did at once`() {
    var schedule = PaintSchedule()
    schedule.painted(1000)
    #expect(schedule.due == nil)
    schedule.paintInTime()
    #expect(!schedule.isDue(1032))
    #expect(schedule.isDue(1033))
    schedule.paintSoon(1010)
    schedule.paintInTime()
    #expect(schedule.isDue(1010))
  }

  @Test func `A statement that is answered within a moment is painted once`() {
    var schedule = PaintSchedule()
    schedule.painted(1000)
    schedule.paintSoon(2000)
    schedule.paintWithAnswer(2000)
    #expect(!schedule.isDue(2002))
    schedule.paintSoon(2002)
    #expect(schedule.isDue(2002))
    schedule.painted(2002)
    #expect(schedule.due == nil)
  }

  @Test func `A statement that takes its time shows as running`() {
    var schedule = PaintSchedule()
    schedule.painted(1000)
    schedule.paintWithAnswer(2000)
    // The clock of the running statement goes on.
    schedule.paintInTime()
    #expect(!schedule.isDue(2004))
    #expect(schedule.isDue(2005))
  }
}
