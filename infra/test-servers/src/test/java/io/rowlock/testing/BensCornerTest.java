package io.rowlock.testing;

class BensCornerTest extends CornerOfItsOwn {}
