pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** The staff's way in at a kiosk: their PIN, then how this kiosk is. It names nobody. */
Item {
    id: root

    required property KioskModel model
    readonly property StaffRoom staff: model.rooms.staff

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: ({ no_pin: unset, pin: asking, open: standing, ending: standing })[root.staff.stage] ?? null
    }
    component Stage: PageFrame {
        id: stage

        property string title: ""
        property string detail: ""

        model: root.model
        headMargin: Theme.kioskMargin
        onEscaped: root.staff.backAsked()
        head: MeHead {
            title: stage.title
            detail: stage.detail
            corner: stage.corner
            hasRing: !Theme.crowded
            onBack: root.staff.backAsked()
        }
    }
    Component {
        id: unset

        Stage {
            title: qsTr("No staff PIN yet")
            detail: qsTr("Choose one on the house's server; this page opens with it a moment later.")
            middle: Item {
                implicitHeight: command.height

                Card {
                    id: command
                    width: parent.width
                    height: typed.implicitHeight + 2 * Theme.gap3

                    TextLine {
                        id: typed
                        anchors { left: parent.left; right: parent.right; margins: Theme.gap3; verticalCenter: parent.verticalCenter }
                        // A command to type: the same in every language.
                        text: "lobby space add " + root.staff.space + " --staff-pin ask"
                        size: Theme.text(2.9)
                        wght: Theme.semibold
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
    }
    Component {
        id: asking

        Stage {
            title: qsTr("Staff PIN")
            middle: Item {
                implicitHeight: pad.visible ? pad.implicitHeight : wait.implicitHeight

                HelpCard {
                    id: wait
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width
                    visible: !pad.visible
                    iconName: "clock"
                    place: qsTr("Too many wrong PINs. Try again in %n seconds.", "", root.staff.waitsSeconds)
                }
                PinPad {
                    id: pad
                    anchors.fill: parent
                    visible: root.staff.waitsSeconds === 0
                    focus: true
                    label: qsTr("Staff PIN")
                    fault: root.staff.isWrong ? qsTr("That is not the PIN.") : ""
                    onDigitsChanged: root.model.touched()
                    onGiven: digits => {
                        empty();
                        root.staff.pinGiven(digits);
                    }
                }
            }
        }
    }
    Component {
        id: standing

        Stage {
            id: open

            readonly property bool isEnding: root.staff.stage === "ending"

            actionsShare: isEnding ? 0.4 : 0
            title: isEnding ? qsTr("End this kiosk?") : qsTr("This kiosk")
            detail: isEnding ? qsTr("Nobody can check in here until it is started again.") : root.model.house.name
            middle: Item {
                implicitHeight: facts.visible ? facts.implicitHeight : 0

                StaffDoorFacts {
                    id: facts
                    width: parent.width
                    visible: !open.isEnding
                    model: root.model
                }
            }
            actions: ButtonRow {
                id: row
                most: open.isEnding ? 1 : 2
                least: 11 * Theme.unit

                Button {
                    width: row.cellWidth
                    height: row.cellHeight
                    iconName: open.isEnding ? "log-out" : "arrow-left"
                    text: open.isEnding ? qsTr("End it now") : qsTr("Back to the kiosk")
                    onClicked: open.isEnding ? root.model.exitAsked() : root.staff.backAsked()
                }
                Button { // below: a second touch by mistake, or back by habit, ends nothing
                    width: row.cellWidth
                    height: row.cellHeight
                    iconName: open.isEnding ? "arrow-left" : "log-out"
                    text: open.isEnding ? qsTr("Leave it on") : qsTr("End the kiosk")
                    onClicked: open.isEnding ? root.staff.backAsked() : root.staff.endAsked()
                }
            }
        }
    }
}
