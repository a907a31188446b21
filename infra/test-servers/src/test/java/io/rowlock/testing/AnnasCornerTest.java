package io.rowlock.testing;

class AnnasCornerTest extends CornerOfItsOwn {}
